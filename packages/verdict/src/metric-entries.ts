import type { ResultColumns } from '@weighbridge/results';
import { type Alignment, outOfRange } from './alignment.ts';
import type { SuiteInput } from './input.ts';
import { type MetricShape, turned } from './metric-shape.ts';

/** One metric over the examples that main has a value of, turned so that higher is better; in ascending order of ids. */
export interface MetricEntries {
  /** Place of each entry in the alignment. */
  readonly entry: Int32Array;
  /** NaN: not evaluated. */
  readonly candidate: Float64Array;
  /** Mean of main's runs. */
  readonly baseline: Float64Array;
  /** Main's newest single run; the very same column where it is the only one. */
  readonly newest: Float64Array;
  /** 1: was to be evaluated. */
  readonly planned: Uint8Array;
}

/**
 * @throws Failure `rows` where a value lies outside of the metric's range
 */
export function metricEntries(input: SuiteInput, alignment: Alignment, shape: MetricShape): MetricEntries {
  const name = shape.policy.of;
  const columns = input.baselines.map((run) =>
    turnedColumn(run.metrics.get(name), run, shape, "main's rows"),
  );
  const own = turnedColumn(input.candidate.metrics.get(name), input.candidate, shape, "the change's rows");
  const [first] = columns;
  const size = first === undefined ? 0 : alignment.ids.length;
  const entry = new Int32Array(size);
  const candidate = new Float64Array(size);
  const baseline = new Float64Array(size);
  const newest = columns.length === 1 ? baseline : new Float64Array(size);
  const planned = new Uint8Array(size);
  const places = alignment.runPlaces[0];
  let count = 0;
  for (let at = 0; at < size; at++) {
    const value = valueAt(first, places, at);
    if (Number.isNaN(value)) continue;
    entry[count] = at;
    newest[count] = value;
    baseline[count] = columns.length === 1 ? value : meanOfRuns(columns, alignment, at);
    candidate[count] = valueAt(own, alignment.candidatePlaces, at);
    planned[count] = alignment.planned[at] as number;
    count++;
  }
  return {
    entry: entry.subarray(0, count),
    candidate: candidate.subarray(0, count),
    baseline: baseline.subarray(0, count),
    newest: newest.subarray(0, count),
    planned: planned.subarray(0, count),
  };
}

/** A whole column in units of y, checked against the metric's range. */
function turnedColumn(
  column: Float64Array | undefined,
  rows: ResultColumns,
  shape: MetricShape,
  side: string,
): Float64Array | undefined {
  if (column === undefined) return undefined;
  const { range } = shape;
  const scale = shape.sign / shape.width;
  const origin = shape.origin;
  const result = new Float64Array(column.length);
  for (let place = 0; place < column.length; place++) {
    const x = column[place] as number;
    if (range !== null && (x < range[0] || x > range[1]))
      throw outOfRange(shape.policy.name, rows.ids[place] as string, x, side, range);
    result[place] = range === null ? shape.sign * x : origin === 0 && scale === 1 ? x : turned(shape, x);
  }
  return result;
}

function valueAt(column: Float64Array | undefined, places: Int32Array | undefined, at: number): number {
  const place = places === undefined ? -1 : (places[at] as number);
  return column === undefined || place < 0 ? Number.NaN : (column[place] as number);
}

/** Mean over the runs that have a value of the example. */
function meanOfRuns(
  columns: readonly (Float64Array | undefined)[],
  alignment: Alignment,
  at: number,
): number {
  let sum = 0;
  let values = 0;
  for (let run = 0; run < columns.length; run++) {
    const value = valueAt(columns[run], alignment.runPlaces[run], at);
    if (Number.isNaN(value)) continue;
    sum += value;
    values++;
  }
  return sum / values;
}

/** Planned examples without a value of the metric in the candidate, whether main has one or not. */
export function missingValues(candidate: ResultColumns, alignment: Alignment, metric: string): number {
  const column = candidate.metrics.get(metric);
  if (column === undefined) return alignment.plannedCount;
  let present = 0;
  for (let place = 0; place < column.length; place++)
    if (alignment.candidatePlanned[place] === 1 && !Number.isNaN(column[place] as number)) present++;
  return alignment.plannedCount - present;
}
