import type { MetricValues } from './metric-table.ts';
import type { RowGroups } from './row-groups.ts';

/**
 * Values of one metric by example.
 *
 * @param groups the rows of each example; undefined where row and example are the same
 * @param order the example of each entry; undefined where they stand in order
 */
export function metricColumn(
  values: MetricValues,
  groups: RowGroups | undefined,
  order: Uint32Array | undefined,
  count: number,
): Float64Array {
  const column = new Float64Array(count).fill(Number.NaN);
  if (groups === undefined && order === undefined) {
    column.set(values.data.subarray(0, Math.min(count, values.data.length)));
    return column;
  }
  for (let entry = 0; entry < count; entry++) {
    const example = order === undefined ? entry : (order[entry] ?? 0);
    column[entry] = groups === undefined ? values.at(example) : meanOfRepeats(values, groups, example);
  }
  return column;
}

/** The mean over the repeats that report the metric; summed in the order of the repeats, so row order leaves no trace in the last bit. */
function meanOfRepeats(values: MetricValues, groups: RowGroups, example: number): number {
  const from = groups.starts[example] ?? 0;
  const to = groups.starts[example + 1] ?? 0;
  let count = 0;
  let sum = 0;
  for (let at = from; at < to; at++) {
    const value = values.at(groups.list[at] ?? 0);
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
  }
  if (count <= 1 || Number.isFinite(sum)) return count === 0 ? Number.NaN : sum / count;
  // The sum of huge values overflowed; the mean of finite numbers is finite.
  let mean = 0;
  for (let at = from; at < to; at++) {
    const value = values.at(groups.list[at] ?? 0);
    if (!Number.isNaN(value)) mean += value / count;
  }
  return mean;
}
