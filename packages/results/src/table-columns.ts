import { idOrder } from './id-order.ts';
import { metricColumn } from './metric-column.ts';
import type { ResultColumns, SliceColumn } from './result-columns.ts';
import { groupRows, type RowGroups } from './row-groups.ts';
import type { RowTable } from './row-table.ts';
import type { RowTexts } from './row-texts.ts';
import type { SliceCodes } from './slice-table.ts';

/** Makes one entry an example of the rows of a table. Throws the table's problems, if there are any. */
export function tableColumns(table: RowTable): ResultColumns {
  const single = table.rows === table.ids.length;
  const { groups, rows } = single ? { groups: undefined, rows: table.rows } : groupRows(table);
  table.problems.throwIfAny();
  const order = idOrder(table.ids);
  const count = table.ids.length;
  const placeOf = (entry: number): number => (order === undefined ? entry : (order[entry] ?? 0));
  const metrics = new Map<string, Float64Array>();
  const binary = new Set<string>();
  for (const { name, column } of named(table.metrics)) {
    metrics.set(name, metricColumn(column, groups, order, count));
    if (column.binary) binary.add(name);
  }
  const slices = new Map<string, SliceColumn>();
  for (const { name, column } of named(table.slices)) {
    const slice = sliceColumn(column, placeOf, count);
    if (slice !== undefined) slices.set(name, slice);
  }
  return {
    ids: order === undefined ? table.ids : inOrder(table.ids, order),
    metrics,
    binary,
    errors: errorColumn(table, groups, placeOf),
    slices,
    exampleKeys: exampleKeys(table, placeOf),
    clustered: table.clustered,
    rows,
    texts: table.options.keepTexts ? textsById(table, groups, placeOf) : undefined,
  };
}

/** Written as loops, for a million ids and more: `Array.from` takes several times as long. */
function inOrder(ids: readonly string[], order: Uint32Array): readonly string[] {
  const ordered = new Array<string>(order.length);
  for (let entry = 0; entry < order.length; entry++) ordered[entry] = ids[order[entry] ?? 0] ?? '';
  return ordered;
}

function exampleKeys(
  { ids, exampleKeys: keys }: RowTable,
  placeOf: (entry: number) => number,
): readonly (string | undefined)[] {
  const ordered = new Array<string | undefined>(ids.length).fill(undefined);
  if (keys.length === 0) return ordered;
  for (let entry = 0; entry < ordered.length; entry++) ordered[entry] = keys[placeOf(entry)];
  return ordered;
}

/** Columns that hold anything, in order of their names. */
function named<Column>(table: NamedColumns<Column>): readonly { name: string; column: Column }[] {
  const list = table.names.texts.flatMap((name, at) => {
    const column = table.columns[at];
    return column === undefined ? [] : [{ name, column }];
  });
  return list.sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface NamedColumns<Column> {
  readonly names: { readonly texts: readonly string[] };
  readonly columns: readonly (Column | undefined)[];
}

function errorColumn(
  table: RowTable,
  groups: RowGroups | undefined,
  placeOf: (entry: number) => number,
): Uint8Array {
  const errors = new Uint8Array(table.ids.length);
  for (let entry = 0; entry < errors.length; entry++) {
    const example = placeOf(entry);
    const from = groups === undefined ? example : (groups.starts[example] ?? 0);
    const to = groups === undefined ? example + 1 : (groups.starts[example + 1] ?? 0);
    let failed = 1;
    for (let at = from; at < to && failed === 1; at++) {
      failed = table.failed.at(groups === undefined ? at : (groups.list[at] ?? 0));
    }
    errors[entry] = failed;
  }
  return errors;
}

function sliceColumn(
  slice: SliceCodes,
  placeOf: (entry: number) => number,
  count: number,
): SliceColumn | undefined {
  const used = new Uint8Array(slice.values.texts.length);
  for (let example = 0; example < count; example++) {
    const code = slice.codes.at(example);
    if (code !== -1) used[code] = 1;
  }
  const values = slice.values.texts.filter((_, code) => used[code] === 1).sort();
  if (values.length === 0) return undefined;
  const newCodes = new Map(values.map((value, code) => [value, code]));
  const codeOf = slice.values.texts.map((value) => newCodes.get(value) ?? -1);
  const codes = new Int32Array(count);
  for (let entry = 0; entry < count; entry++) codes[entry] = codeOf[slice.codes.at(placeOf(entry))] ?? -1;
  return { codes, values };
}

function textsById(
  table: RowTable,
  groups: RowGroups | undefined,
  placeOf: (entry: number) => number,
): ReadonlyMap<string, RowTexts> {
  const texts = new Map<string, RowTexts>();
  for (let entry = 0; entry < table.ids.length; entry++) {
    const example = placeOf(entry);
    const row = groups === undefined ? example : (groups.list[groups.starts[example] ?? 0] ?? 0);
    const said = table.texts[row];
    if (said !== undefined) texts.set(table.ids[example] ?? '', said);
  }
  return texts;
}
