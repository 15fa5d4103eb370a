import { isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { Failure, type Problem, type Where } from '../failure.ts';
import { type Entry, mapNode, type Node } from './node.ts';

/** Values a file may hold once its aliases are followed; beyond it, aliases multiply each other (a "YAML bomb"). */
const maxValues = 100_000;

/** Turns parsed YAML into values that know their places. Throws a `config` failure naming every mistake. */
export function readNodes(contents: ParsedNode, whereOf: (offset: number) => Where): Node {
  const reader = new NodeReader(whereOf);
  const node = reader.read(contents);
  if (reader.problems.length > 0) {
    throw new Failure('config', reader.problems);
  }
  return node;
}

class NodeReader {
  readonly problems: Problem[] = [];
  private readonly whereOf: (offset: number) => Where;
  /** What each anchor stands for at this point of the file; aliases share it instead of copying. */
  private readonly anchors = new Map<string, Node>();

  constructor(whereOf: (offset: number) => Where) {
    this.whereOf = whereOf;
  }

  read(parsed: ParsedNode): Node {
    if (isAlias(parsed)) {
      return this.followAlias(parsed.source, this.whereOf(parsed.range[0]));
    }
    const node = this.readOwn(parsed);
    if (node.size > maxValues) {
      throw new Failure(
        'config',
        `more than ${maxValues.toLocaleString('en')} values stand here once aliases are followed`,
        {
          where: node.at,
        },
      );
    }
    if (parsed.anchor !== undefined) {
      this.anchors.set(parsed.anchor, node);
    }
    return node;
  }

  private readOwn(parsed: ParsedNode): Node {
    const at = this.whereOf(parsed.range[0]);
    if (isSeq(parsed)) {
      const items = parsed.items.map((item) => this.read(item as ParsedNode));
      return { kind: 'list', items, at, size: items.reduce((sum, item) => sum + item.size, 1) };
    }
    if (isMap(parsed)) {
      return this.readMap(parsed.items, at);
    }
    const value: unknown = isScalar(parsed) ? parsed.value : null;
    if (
      value === null ||
      typeof value === 'string' ||
      typeof value === 'number' ||
      typeof value === 'boolean'
    ) {
      return { kind: 'scalar', value, at, size: 1 };
    }
    this.problems.push({ message: 'expected text, a number, true, false, a list or a map', where: at });
    return { kind: 'scalar', value: null, at, size: 1 };
  }

  private readMap(pairs: readonly { readonly key: unknown; readonly value: unknown }[], at: Where): Node {
    const entries = new Map<string, Entry>();
    for (const pair of pairs) {
      const key = pair.key as ParsedNode;
      const keyAt = this.whereOf(key.range[0]);
      const name = isScalar(key) ? keyName(key) : undefined;
      const value: Node =
        pair.value === null || pair.value === undefined
          ? { kind: 'scalar', value: null, at: keyAt, size: 1 }
          : this.read(pair.value as ParsedNode);
      const problem = this.keyProblem(name, entries);
      if (problem !== undefined) {
        this.problems.push({ message: problem, where: keyAt });
      } else if (name !== undefined) {
        entries.set(name, { keyAt, value });
      }
    }
    return mapNode(entries, at);
  }

  private keyProblem(name: string | undefined, entries: ReadonlyMap<string, Entry>): string | undefined {
    if (name === undefined) {
      return 'expected a plain name as the key';
    }
    if (name === '<<') {
      return 'merge keys (`<<`) are not used here: write the keys out, or put them under `defaults`';
    }
    const first = entries.get(name)?.keyAt;
    if (first !== undefined) {
      return `the key ${JSON.stringify(name)} stands twice in this map: first in line ${first.line}`;
    }
    // Names that every JavaScript object carries: in a lookup they would answer with a function.
    return name in Object.prototype ? `the key ${JSON.stringify(name)} cannot be used as a name` : undefined;
  }

  private followAlias(name: string, where: Where): Node {
    const node = this.anchors.get(name);
    if (node !== undefined) {
      return node;
    }
    this.problems.push({ message: `the alias \`*${name}\` has no anchor \`&${name}\` before it`, where });
    return { kind: 'scalar', value: null, at: where, size: 1 };
  }
}

function keyName(key: { readonly value: unknown; readonly source?: string }): string | undefined {
  if (typeof key.value === 'string') {
    return key.value === '' ? undefined : key.value;
  }
  return key.value === null ? undefined : key.source;
}
