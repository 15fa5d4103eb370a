import { quoted } from './quoted.ts';
import type { RowTable } from './row-table.ts';

/** Rows of each example: `list[starts[e]]` up to `list[starts[e + 1]]`, in ascending order of their repeats. */
export interface RowGroups {
  readonly starts: Int32Array;
  readonly list: Int32Array;
}

/**
 * Groups rows by example. A row that comes again in another file is left out where it is identical, and refused where it is not; one that comes
 * again in the same file is refused.
 */
export function groupRows(table: RowTable): { groups: RowGroups; rows: number } {
  const { starts, list } = sortedByExample(table);
  let kept = 0;
  for (let example = 0; example < table.ids.length; example++) {
    const from = starts[example] ?? 0;
    const to = starts[example + 1] ?? 0;
    if (to - from > 1) sortByRepeat(table, list.subarray(from, to));
    starts[example] = kept;
    let first = -1;
    let before = -1;
    for (let at = from; at < to; at++) {
      const row = list[at] ?? 0;
      if (first !== -1 && table.repeatOf(first) === table.repeatOf(row))
        checkDouble(table, first, before, row);
      else {
        list[kept++] = row;
        first = row;
      }
      before = row;
    }
  }
  starts[table.ids.length] = kept;
  return { groups: { starts, list }, rows: kept };
}

function sortedByExample(table: RowTable): { starts: Int32Array; list: Int32Array } {
  const starts = new Int32Array(table.ids.length + 1);
  for (let row = 0; row < table.rows; row++) {
    const next = table.example.at(row) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const places = starts.slice();
  const list = new Int32Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const example = table.example.at(row);
    const place = places[example] ?? 0;
    list[place] = row;
    places[example] = place + 1;
  }
  return { starts, list };
}

function sortByRepeat(table: RowTable, rows: Int32Array): void {
  // Rows of one repeat stay in the order of files and lines, so the same place is named first every time.
  rows.sort((a, b) => table.repeatOf(a) - table.repeatOf(b) || a - b);
}

/** Checks a row whose example and repeat came before: first in the row `first`, last in the row `before`. */
function checkDouble(table: RowTable, first: number, before: number, row: number): void {
  const here = table.fileOf(row);
  const line = table.lines.at(row);
  const file = table.files[here] ?? '';
  const what = `example ${quoted(table.ids[table.example.at(row)] ?? '')}, repeat ${table.repeatOf(row)}`;
  if (table.fileOf(before) === here) {
    const message = `${what} stands in line ${table.lines.at(before)} already; an example has one row a repeat`;
    table.problems.add(file, line, message);
  } else if (!identical(table, first, row)) {
    const place = `${table.files[table.fileOf(first)] ?? ''}:${table.lines.at(first)}`;
    table.problems.add(file, line, `${what} differs from the same row at ${place}`);
  }
}

function identical(table: RowTable, a: number, b: number): boolean {
  if (table.hash.at(a) !== table.hash.at(b)) return false;
  return table.metrics.columns.every(
    (values) => values === undefined || Object.is(values.at(a), values.at(b)),
  );
}
