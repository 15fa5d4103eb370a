import type { Where } from '@weighbridge/contract';

/** A piece of a workflow or action file, as GitHub's parser read it, with the place where it stands. */
export type Node = LiteralNode | ExpressionNode | ListNode | MapNode | InsertNode;

/** A value that is written out. */
export interface LiteralNode {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
  readonly where: Where;
}

/** `${{ … }}`; a text with expressions in it is one `format(…)`. */
export interface ExpressionNode {
  readonly kind: 'expression';
  readonly expression: string;
  /** As it is written, with `${{ }}`. */
  readonly source: string;
  readonly where: Where;
}

/** A sequence. */
export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly where: Where;
}

/** A mapping, in the order of the file. */
export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
  readonly where: Where;
}

/** `${{ insert }}`: a key whose value is a mapping to be merged in. */
export interface InsertNode {
  readonly kind: 'insert';
  readonly where: Where;
}

/** A key and what stands under it. */
export interface Entry {
  readonly key: Node;
  readonly value: Node;
}

/** The value under a key that is written out; undefined if it is not there, or the node is no mapping. */
export function field(node: Node | undefined, key: string): Node | undefined {
  if (node?.kind !== 'map') return undefined;
  return node.entries.find((entry) => keyOf(entry) === key)?.value;
}

/** The mapping under a key; undefined if there is none. */
export function mapField(node: Node | undefined, key: string): MapNode | undefined {
  const found = field(node, key);
  return found?.kind === 'map' ? found : undefined;
}

/** A text that is written out, without expressions. */
export function textField(node: Node | undefined, key: string): string | undefined {
  const found = field(node, key);
  return found?.kind === 'literal' && found.value !== null ? String(found.value) : undefined;
}

/** The key as text; empty for one that is an expression. */
export function keyOf({ key }: Entry): string {
  return key.kind === 'literal' ? String(key.value) : '';
}

/** The entries of a mapping; none of anything else. */
export function entriesOf(node: Node | undefined): readonly Entry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** One text, or a list of them. */
export function textsOf(node: Node | undefined): readonly string[] {
  if (node === undefined) return [];
  if (node.kind === 'list') return node.items.flatMap(textsOf);
  return node.kind === 'literal' && node.value !== null ? [String(node.value)] : [];
}
