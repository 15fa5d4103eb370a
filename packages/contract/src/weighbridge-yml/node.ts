import type { Where } from '../failure.ts';

/** A value of weighbridge.yml that still knows where it stands. */
export type Node = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly at: Where;
  readonly size: number;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly at: Where;
  readonly size: number;
}

export interface Entry {
  readonly keyAt: Where;
  readonly value: Node;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
  readonly at: Where;
  /** How many values it holds once aliases are followed; what an alias repeats counts every time. */
  readonly size: number;
}

export type NodePath = readonly PropertyKey[];

export function mapNode(entries: ReadonlyMap<string, Entry>, at: Where): MapNode {
  let size = 1;
  for (const entry of entries.values()) {
    size += entry.value.size;
  }
  return { kind: 'map', entries, at, size };
}

/** The value as plain data, as JSON would hold it. */
export function plainValue(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainValue);
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plainValue(entry.value)]));
  }
}

/** What stands under a path of keys and positions; undefined where nothing does. */
export function nodeAt(node: Node, path: NodePath): Node | undefined {
  let here: Node | undefined = node;
  for (const step of path) {
    here = here === undefined ? undefined : childAt(here, step);
  }
  return here;
}

function childAt(node: Node, step: PropertyKey): Node | undefined {
  if (node.kind === 'map') {
    return node.entries.get(String(step))?.value;
  }
  return node.kind === 'list' && typeof step === 'number' ? node.items[step] : undefined;
}

/** Where the key stands that a path ends with; for what has no key of its own, the nearest one around it. */
export function keyWhere(node: Node, path: NodePath, fallback: Where = node.at): Where {
  let here: Node | undefined = node;
  let where = fallback;
  for (const step of path) {
    if (here?.kind === 'map') {
      where = here.entries.get(String(step))?.keyAt ?? where;
    } else if (here?.kind === 'list' && typeof step === 'number') {
      where = here.items[step]?.at ?? where;
    }
    here = here === undefined ? undefined : childAt(here, step);
  }
  return where;
}

/** Where a value stands; the key's place where the value is left empty. */
export function valueWhere(node: Node, path: NodePath, fallback: Where = node.at): Where {
  const value = nodeAt(node, path);
  const empty = value === undefined || (value.kind === 'scalar' && value.value === null);
  return empty ? keyWhere(node, path, fallback) : value.at;
}

/** The entries of a map, or none where the value is something else. */
export function entriesOf(node: Node | undefined): ReadonlyMap<string, Entry> {
  return node?.kind === 'map' ? node.entries : new Map();
}
