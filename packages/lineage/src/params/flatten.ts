import { setOwn } from '../read/own-object.ts';
import { scalarText } from './scalar-text.ts';

/** Values by their keys: `optimizer.lr` → `0.001`, `layers[0]` → `64`. */
export type FlatValues = ReadonlyMap<string, string>;

/** Aliases share what they stand for and can multiply here: a file of more values is not compared by key. */
const maxValues = 100_000;
const maxDepth = 200;

/** Scalars of plain data by dotted keys; an empty list or map is `[]`, `{}`. undefined where there are too many, or too deep. */
export function flatten(value: unknown): FlatValues | undefined {
  const found = new Map<string, string>();
  let visits = 0;
  const visit = (key: string, part: unknown, depth: number): boolean => {
    visits += 1;
    if (visits > maxValues || depth > maxDepth) return false;
    if (part === undefined) return true;
    if (Array.isArray(part)) {
      if (part.length === 0) found.set(key, '[]');
      return part.every((item: unknown, index) => visit(`${key}[${index}]`, item, depth + 1));
    }
    if (part !== null && typeof part === 'object' && !(part instanceof Date)) {
      const entries = Object.entries(part);
      if (entries.length === 0 && key !== '') found.set(key, '{}');
      return entries.every(([name, item]) => visit(joined(key, name), item, depth + 1));
    }
    found.set(key, scalarText(part));
    return true;
  };
  return visit('', value, 0) ? found : undefined;
}

/** Names that would not read back as one step of a key are quoted. */
function joined(key: string, name: string): string {
  const plain = /^[^\s."'[\]\p{Cc}\p{Cf}]+$/u.test(name) && !(name in Object.prototype);
  const step = plain ? name : JSON.stringify(name);
  return key === '' ? step : `${key}.${step}`;
}

/** The same as an object, for a document. */
export function flatRecord(values: FlatValues): Record<string, string> {
  const record: Record<string, string> = {};
  for (const [key, text] of values) setOwn(record, key, text);
  return record;
}
