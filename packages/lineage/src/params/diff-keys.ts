import { Failure } from '@weighbridge/contract';
import { compareText } from '../files/order.ts';
import type { SourceFile } from '../read/source-text.ts';
import { type FlatValues, flatten } from './flatten.ts';
import { readParams } from './read-params.ts';

/** One key whose value differs; null: not there. */
export interface KeyChange {
  readonly key: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** More differing keys than this are not listed. */
export const maxKeyChanges = 200;

/** The keys that differ, in order. */
export function diffKeys(before: FlatValues, after: FlatValues): readonly KeyChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort(compareText)
    .filter((key) => before.get(key) !== after.get(key))
    .slice(0, maxKeyChanges)
    .map((key) => ({ key, before: before.get(key) ?? null, after: after.get(key) ?? null }));
}

/** The keys of two plain values that differ; none where one of them is too large to be compared by key. */
export function diffValues(before: unknown, after: unknown): readonly KeyChange[] {
  const [left, right] = [flatten(before), flatten(after)];
  return left === undefined || right === undefined ? [] : diffKeys(left, right);
}

/**
 * The keys of a parameter file that differ; a side that is not there has none. Nothing where one side is damaged or has no keys:
 * the file still counts as changed.
 */
export function diffParams(
  before: SourceFile | undefined,
  after: SourceFile | undefined,
): readonly KeyChange[] {
  const [left, right] = [before, after].map((file) =>
    file === undefined ? new Map<string, string>() : readable(file),
  );
  return left === undefined || right === undefined ? [] : diffKeys(left, right);
}

function readable(file: SourceFile): FlatValues | undefined {
  try {
    return readParams(file);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
