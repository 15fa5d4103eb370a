import { Failure, type Where } from '@weighbridge/contract';
import {
  evaluateNode,
  isObject,
  isTrue,
  type Json,
  objectOf,
  type Scope,
  textOf,
} from '../expression/evaluate.ts';
import { field, type Node } from './node.ts';

/** What `matrix` is in one job. */
export type Combination = Readonly<Record<string, Json>>;

/** `strategy:`, evaluated. */
export interface Strategy {
  /** One empty combination where there is no matrix. */
  readonly combinations: readonly Combination[];
  readonly failFast: boolean;
  readonly maxParallel: number | undefined;
}

/** GitHub makes so many jobs of one matrix at most. */
const maxJobs = 256;

/** The jobs of a `strategy:`. Throws a Failure for a matrix of none or too many. */
export function readStrategy(strategy: Node | undefined, scope: Scope, where: Where): Strategy {
  const text = (key: string): Json => {
    const found = field(strategy, key);
    return found === undefined ? null : evaluateNode(found, scope);
  };
  const failFast = text('fail-fast');
  const maxParallel = text('max-parallel');
  const matrix = text('matrix');
  return {
    combinations:
      matrix === null ? [{}] : combinationsOf(objectOf(matrix), field(strategy, 'matrix')?.where ?? where),
    failFast: failFast === null || isTrue(failFast),
    maxParallel: typeof maxParallel === 'number' ? maxParallel : undefined,
  };
}

type Matrix = { readonly [key: string]: Json | undefined };

function combinationsOf({ include, exclude, ...vectors }: Matrix, where: Where): readonly Combination[] {
  const keys = Object.keys(vectors);
  let product: readonly Combination[] = keys.length === 0 ? [] : [{}];
  for (const key of keys) {
    const values = listOf(vectors[key]);
    if (values.length === 0)
      throw new Failure('config', `matrix vector '${key}' does not contain any values`, { where });
    product = product.flatMap((one) => values.map((value) => ({ ...one, [key]: value })));
  }
  const excluded = listOf(exclude).map(objectOf);
  const kept = product.filter((one) => !excluded.some((filter) => matches(filter, one)));
  const all = included(kept, listOf(include).map(objectOf), keys);
  if (all.length > maxJobs) {
    throw new Failure('usage', `a matrix makes ${maxJobs} jobs at most, and this one makes ${all.length}`, {
      where,
    });
  }
  if (all.length === 0) throw new Failure('config', 'the matrix makes no job', { where });
  return all;
}

/** An entry of `include` is added to every combination whose own values it leaves alone; else it is one by itself. */
function included(
  combinations: readonly Combination[],
  entries: readonly Matrix[],
  keys: readonly string[],
): readonly Combination[] {
  const made = combinations.map((original) => ({ original, now: original }));
  const alone: Combination[] = [];
  for (const entry of entries) {
    const own = Object.fromEntries(Object.entries(entry).filter(([key]) => keys.includes(key)));
    const fitting = made.filter(({ original }) => matches(own, original));
    if (fitting.length === 0) alone.push(compact(entry));
    for (const one of fitting) one.now = { ...one.now, ...compact(entry) };
  }
  return [...made.map(({ now }) => now), ...alone];
}

function compact(entry: Matrix): Combination {
  return Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, value ?? null]));
}

function matches(filter: Matrix, one: Combination): boolean {
  return Object.entries(filter).every(([key, value]) => alike(value ?? null, one[key] ?? null));
}

function alike(wanted: Json, value: Json): boolean {
  if (isObject(wanted)) return isObject(value) && matches(wanted, compact(value));
  return Array.isArray(wanted)
    ? JSON.stringify(wanted) === JSON.stringify(value)
    : textOf(wanted) === textOf(value);
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** `(20, ubuntu)`: how a job's name tells its combination; empty where there is none. */
export function combinationSuffix(combination: Combination): string {
  const values = leavesOf(combination);
  return values.length === 0 ? '' : ` (${values.join(', ')})`;
}

function leavesOf(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (isObject(value)) return Object.values(value).flatMap((one) => leavesOf(one ?? null));
  return [textOf(value)];
}
