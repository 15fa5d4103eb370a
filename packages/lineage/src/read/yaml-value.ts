import type { Where } from '@weighbridge/contract';
import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type Scalar, type YAMLMap } from 'yaml';
import { ownObject, setOwn } from './own-object.ts';
import { refused } from './source-text.ts';

/** Entries that merge keys may copy in one file: more is a file made to multiply. */
const maxMergedEntries = 100_000;

type WhereOf = (offset: number) => Where;

/** Plain data of a parsed YAML document. Throws a `config` failure for duplicate and unusable keys and unknown aliases. */
export function yamlValue(contents: ParsedNode | null, whereOf: WhereOf): unknown {
  return new ValueReader(whereOf).read(contents);
}

class ValueReader {
  private readonly whereOf: WhereOf;
  /** What each anchor stands for at this point of the file; an alias shares it. */
  private readonly anchors = new Map<string, unknown>();
  private merged = 0;

  constructor(whereOf: WhereOf) {
    this.whereOf = whereOf;
  }

  read(node: ParsedNode | null | undefined): unknown {
    if (node === null || node === undefined) return null;
    if (isAlias(node)) {
      if (this.anchors.has(node.source)) return this.anchors.get(node.source);
      const names = `the alias \`*${node.source}\` has no anchor \`&${node.source}\` before it`;
      throw refused(names, this.whereOf(node.range[0]));
    }
    const value = this.readOwn(node);
    // Only now: an alias inside of what its anchor stands for would be a value without end.
    if (node.anchor !== undefined) this.anchors.set(node.anchor, value);
    return value;
  }

  private readOwn(node: ParsedNode): unknown {
    if (isSeq(node)) return node.items.map((item) => this.read(item as ParsedNode));
    if (isMap(node)) return this.readMap(node);
    return isScalar(node) ? scalarValue(node) : null;
  }

  private readMap(map: YAMLMap.Parsed): Record<string, unknown> {
    const own = ownObject();
    const merged: unknown[][] = [];
    for (const { key, value } of map.items) {
      const at = this.whereOf((key as ParsedNode | null)?.range[0] ?? map.range[0]);
      if (!isScalar(key)) throw refused('expected a plain name as the key', at);
      const name = keyName(key);
      const read = this.read(value as ParsedNode | null);
      if (name === '<<' && key.type === 'PLAIN') merged.push(Array.isArray(read) ? read : [read]);
      else if (Object.hasOwn(own, name)) {
        throw refused(`the key ${JSON.stringify(name)} stands twice in this map`, at);
      } else setOwn(own, name, read);
    }
    for (const source of merged.flat()) this.merge(own, source, this.whereOf(map.range[0]));
    return own;
  }

  /** The map's own keys win, and of several maps the first. */
  private merge(into: Record<string, unknown>, source: unknown, where: Where): void {
    if (source === null || typeof source !== 'object' || Array.isArray(source)) {
      throw refused('expected a map, or a list of maps, behind the merge key `<<`', where);
    }
    for (const [key, value] of Object.entries(source)) {
      this.merged += 1;
      if (this.merged > maxMergedEntries) throw refused('merge keys copy more than 100,000 entries', where);
      if (!Object.hasOwn(into, key)) setOwn(into, key, value);
    }
  }
}

function keyName(key: Scalar): string {
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function scalarValue(node: Scalar): unknown {
  const { value, tag } = node;
  // A tag that YAML does not know (`!ENV`) says how a program reads the text: it is part of the value.
  if (tag !== undefined && !tag.startsWith('tag:yaml.org,2002:')) return `${tag} ${String(value)}`.trimEnd();
  if (typeof value !== 'bigint') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
