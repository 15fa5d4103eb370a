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
  /** Main's newest single run. */
  readonly newest: Float64Array;
  /** 1: was to be evaluated. */
  readonly planned: Uint8Array;
}

/**
 * @throws Failure `rows` where a value lies outside of the metric's range
 */
export function metricEntries(input: SuiteInput, alignment: Alignment, shape: MetricShape): MetricEntries {
  const name = shape.policy.of;
  const runs = input.baselines.map((run) => run.metrics.get(name));
  const ours = input.candidate.metrics.get(name);
  const size = alignment.ids.length;
  const entry = new Int32Array(size);
  const candidate = new Float64Array(size);
  const baseline = new Float64Array(size);
  const newest = new Float64Array(size);
  const planned = new Uint8Array(size);
  const value = (column: Float64Array | undefined, place: number, at: number, side: string): number => {
    const x = column === undefined || place < 0 ? Number.NaN : (column[place] as number);
    if (shape.range !== null && (x < shape.range[0] || x > shape.range[1]))
      throw outOfRange(shape.policy.name, alignment.ids[at] as string, x, side, shape.range);
    return turned(shape, x);
  };
  let count = 0;
  for (let at = 0; at < size; at++) {
    const own = value(runs[0], alignment.runPlaces[0]?.[at] ?? -1, at, "main's rows");
    if (Number.isNaN(own)) continue;
    let sum = own;
    let values = 1;
    for (let run = 1; run < runs.length; run++) {
      const older = value(runs[run], alignment.runPlaces[run]?.[at] ?? -1, at, "main's rows");
      if (Number.isNaN(older)) continue;
      sum += older;
      values++;
    }
    entry[count] = at;
    newest[count] = own;
    baseline[count] = values === 1 ? own : sum / values;
    candidate[count] = value(ours, alignment.candidatePlaces[at] as number, at, "the change's rows");
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

/** Planned examples without a value of the metric in the candidate, whether main has one or not. */
export function missingValues(
  candidate: ResultColumns,
  planned: ReadonlySet<string> | undefined,
  metric: string,
): number {
  const column = candidate.metrics.get(metric);
  if (planned === undefined) {
    let missing = 0;
    for (let place = 0; place < candidate.ids.length; place++)
      if (Number.isNaN(column?.[place] ?? Number.NaN)) missing++;
    return missing;
  }
  let missing = planned.size;
  candidate.ids.forEach((id, place) => {
    if (planned.has(id) && !Number.isNaN(column?.[place] ?? Number.NaN)) missing--;
  });
  return missing;
}
