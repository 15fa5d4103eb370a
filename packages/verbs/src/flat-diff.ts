import { parse } from 'yaml';

/** One key whose value differs; null: not there. */
export interface KeyChange {
  readonly key: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A document larger than this is not compared key by key, in bytes. */
const maxDocumentBytes = 1_000_000;
/** More differing keys than this are not listed. */
export const maxKeyChanges = 200;

/** The keys of two plain values that differ, as dotted paths in order. */
export function diffValues(before: unknown, after: unknown): readonly KeyChange[] {
  const left = flatten(before);
  const right = flatten(after);
  const keys = [...new Set([...left.keys(), ...right.keys()])].sort();
  return keys
    .filter((key) => left.get(key) !== right.get(key))
    .slice(0, maxKeyChanges)
    .map((key) => ({ key, before: left.get(key) ?? null, after: right.get(key) ?? null }));
}

/** The keys of two YAML or JSON documents that differ; none where one of them cannot be read as such. */
export function diffDocuments(
  before: Uint8Array | undefined,
  after: Uint8Array | undefined,
): readonly KeyChange[] {
  const left = parseDocument(before);
  const right = parseDocument(after);
  return left === unreadable || right === unreadable ? [] : diffValues(left, right);
}

const unreadable = Symbol('unreadable');

function parseDocument(bytes: Uint8Array | undefined): unknown {
  if (bytes === undefined) return undefined;
  if (bytes.length > maxDocumentBytes) return unreadable;
  try {
    return parse(new TextDecoder().decode(bytes), { maxAliasCount: 100 });
  } catch {
    // Not YAML: the file still counts as changed, it only has no keys to show.
    return unreadable;
  }
}

function flatten(value: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (path: string, part: unknown): void => {
    if (part === undefined) return;
    if (part !== null && typeof part === 'object' && !(part instanceof Date)) {
      const entries: readonly [string, unknown][] = Array.isArray(part)
        ? part.map((item, index) => [String(index), item])
        : Object.entries(part);
      for (const [key, item] of entries) visit(path === '' ? key : `${path}.${key}`, item);
      if (entries.length === 0 && path !== '') found.set(path, Array.isArray(part) ? '[]' : '{}');
    } else found.set(path, String(part));
  };
  visit('', value);
  return found;
}
