import type { MetricEntries } from './metric-entries.ts';

const nothing = new Float64Array();
const onlyBoth = { missingBaseline: nothing, missingNewest: nothing, unplanned: nothing };

/** What a comparison is made from: the suite or a slice of it, cut into what both sides have and what only main has. */
export interface Sample {
  /** Over S, the examples that both sides evaluated. */
  readonly candidate: Float64Array;
  readonly baseline: Float64Array;
  readonly newest: Float64Array;
  /** Planned, on main, and without a value in the candidate: part of the rest, unless they are taken at their worst. */
  readonly missingBaseline: Float64Array;
  readonly missingNewest: Float64Array;
  /** Main's results of what was not planned. */
  readonly unplanned: Float64Array;
}

/**
 * Columns are copied only where they are not taken whole, and once where both are the same: a million examples in a few slices are a lot
 * of memory.
 *
 * @param members places in `entries`, ascending; undefined: all of them
 */
export function sampleOf(entries: MetricEntries, members?: Int32Array): Sample {
  const size = members?.length ?? entries.entry.length;
  const both = countBoth(entries, members);
  if (members === undefined && both === size) {
    const { candidate, baseline, newest } = entries;
    return { candidate, baseline, newest, ...onlyBoth };
  }
  const candidate = new Float64Array(both);
  const baseline = new Float64Array(both);
  const newest = entries.newest === entries.baseline ? baseline : new Float64Array(both);
  const unplanned = new Float64Array(size - both);
  const missingBaseline: number[] = [];
  const missingNewest: number[] = [];
  let n = 0;
  let others = 0;
  for (let member = 0; member < size; member++) {
    const at = members === undefined ? member : (members[member] as number);
    const c = entries.candidate[at] as number;
    const b = entries.baseline[at] as number;
    if (!Number.isNaN(c)) {
      candidate[n] = c;
      baseline[n] = b;
      newest[n] = entries.newest[at] as number;
      n++;
    } else if (entries.planned[at] === 1) {
      missingBaseline.push(b);
      missingNewest.push(entries.newest[at] as number);
    } else {
      unplanned[others] = b;
      others++;
    }
  }
  return {
    candidate,
    baseline,
    newest,
    missingBaseline: Float64Array.from(missingBaseline),
    missingNewest: Float64Array.from(missingNewest),
    unplanned: unplanned.subarray(0, others),
  };
}

/** How many of them have a value of the candidate. */
function countBoth({ candidate }: MetricEntries, members: Int32Array | undefined): number {
  let both = 0;
  const size = members?.length ?? candidate.length;
  for (let member = 0; member < size; member++) {
    const at = members === undefined ? member : (members[member] as number);
    if (!Number.isNaN(candidate[at] as number)) both++;
  }
  return both;
}

/** The same sample with the candidate's missing rows at 0, the worst value of a metric in [0, 1]. */
export function atTheirWorst(sample: Sample): Sample {
  const missing = sample.missingBaseline.length;
  return {
    candidate: joined(sample.candidate, new Float64Array(missing)),
    baseline: joined(sample.baseline, sample.missingBaseline),
    newest: joined(sample.newest, sample.missingNewest),
    missingBaseline: nothing,
    missingNewest: nothing,
    unplanned: sample.unplanned,
  };
}

/** Main's results of the suite outside of S. */
export function restOf(sample: Sample): Float64Array {
  return sample.missingBaseline.length === 0
    ? sample.unplanned
    : joined(sample.unplanned, sample.missingBaseline);
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
