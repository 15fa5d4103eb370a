import { createHash } from 'node:crypto';
import { canonicalJson, compareText } from './canonical-json.ts';
import { sha256Hex } from './digest.ts';

const exampleKeyChars = 12;

/** Key of one example: first 12 hex digits of the digest of its content, whatever the order of its fields. */
export function exampleKey(record: unknown): string {
  return sha256Hex(canonicalJson(record)).slice(0, exampleKeyChars);
}

/** Key of a suite's examples, 64 hex digits: the same however the lines of its file are ordered. */
export function examplesKey(keys: readonly { readonly id: string; readonly key: string }[]): string {
  const sorted = [...keys].sort((a, b) => compareText(a.id, b.id) || compareText(a.key, b.key));
  const hash = createHash('sha256');
  for (const { id, key } of sorted) {
    hash.update(`${JSON.stringify(id)} ${key}\n`);
  }
  return hash.digest('hex');
}
