import type { ResultColumns } from '@weighbridge/results';
import type { Alignment } from './alignment.ts';
import type { MetricEntries } from './metric-entries.ts';

/**
 * The entries of each value of a slice key, by main's rows: what a pull request says of its slices moves nothing.
 *
 * @returns by place of the value in the column, places in `entries` in ascending order; undefined where main has no such key
 */
export function sliceMembers(
  newest: ResultColumns,
  alignment: Alignment,
  entries: MetricEntries,
  key: string,
): readonly { readonly value: string; readonly members: Int32Array }[] | undefined {
  const column = newest.slices.get(key);
  if (column === undefined) return undefined;
  const places = alignment.runPlaces[0] ?? new Int32Array();
  const codeOf = (at: number): number => column.codes[places[entries.entry[at] as number] as number] ?? -1;
  const sizes = new Int32Array(column.values.length);
  for (let at = 0; at < entries.entry.length; at++) {
    const code = codeOf(at);
    if (code >= 0) sizes[code] = (sizes[code] as number) + 1;
  }
  const slices = column.values.map((value, code) => ({ value, members: new Int32Array(sizes[code] ?? 0) }));
  const filled = new Int32Array(column.values.length);
  for (let at = 0; at < entries.entry.length; at++) {
    const code = codeOf(at);
    if (code < 0) continue;
    const place = filled[code] as number;
    filled[code] = place + 1;
    const slice = slices[code];
    if (slice !== undefined) slice.members[place] = at;
  }
  return slices.sort((a, b) => (a.value < b.value ? -1 : 1));
}
