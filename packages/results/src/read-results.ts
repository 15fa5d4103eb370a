import { CsvColumns } from './csv-columns.ts';
import { readCsv } from './csv-rows.ts';
import { readJsonl } from './jsonl-reader.ts';
import type { ResultColumns } from './result-columns.ts';
import { RowProblems, refusal } from './row-problems.ts';
import { formatOf, type RowFormat, type RowSource } from './row-source.ts';
import { RowTable } from './row-table.ts';
import { tableColumns } from './table-columns.ts';

export interface ReadOptions {
  /** Declared range by metric name of the row; a value outside is refused. */
  readonly ranges: ReadonlyMap<string, readonly [number, number]>;
  /** CSV: the column that identifies an example; `id` by default. */
  readonly id?: string;
  /** CSV: names of columns that have to be numbers; those of `ranges` have to in any case. */
  readonly metrics?: readonly string[];
  /** Whether label, prediction and error texts are kept. */
  readonly keepTexts?: boolean;
  /** The format of all sources; by default the ending of each name decides. */
  readonly format?: RowFormat;
}

/**
 * Reads results of one suite into columns; several sources are shards of one run and are merged. No sources or empty ones give no rows.
 *
 * @throws Failure `rows` with every mistake (the first 20 in full), each with file and line
 */
export async function readResults(
  sources: readonly RowSource[],
  options: ReadOptions,
): Promise<ResultColumns> {
  const problems = new RowProblems();
  const table = new RowTable(
    { ranges: options.ranges, keepTexts: options.keepTexts ?? false, several: sources.length > 1 },
    problems,
  );
  const formats = sources.map((source) => formatIn(source, options.format));
  const id = options.id ?? 'id';
  const columns = new CsvColumns(new Set([...(options.metrics ?? []), ...options.ranges.keys()]));
  for (const [at, source] of sources.entries()) {
    if (formats[at] === 'csv') await columns.look(source, id);
  }
  for (const [at, source] of sources.entries()) {
    table.beginFile(source.name);
    if (formats[at] === 'jsonl') await readJsonl(source, table);
    else await readCsv(source, columns, id, problems, (row, line) => table.add(row, line));
  }
  return tableColumns(table);
}

/** The format of a source. Throws a Failure where neither the option nor the name says one. */
export function formatIn(source: RowSource, format: RowFormat | undefined): RowFormat {
  const known = format ?? formatOf(source.name);
  if (known !== undefined) return known;
  throw refusal(source.name, 'the name says no format; rows are .jsonl, .jsonl.gz, .csv or .csv.gz');
}
