import { maxLineBytes, type Row } from '@weighbridge/contract';
import { CsvColumns } from './csv-columns.ts';
import { csvRowReader } from './csv-rows.ts';
import { tooLongLine } from './jsonl-reader.ts';
import { LineSplitter } from './line-splitter.ts';
import { formatIn } from './read-results.ts';
import { readRowLine } from './row-line.ts';
import { RowProblems } from './row-problems.ts';
import type { RowFormat, RowSource } from './row-source.ts';
import { sourceBytes } from './source-bytes.ts';

export interface StreamOptions {
  /** CSV: the column that identifies an example; `id` by default. */
  readonly id?: string;
  readonly metrics?: readonly string[];
  readonly format?: RowFormat;
}

/**
 * The rows of sources one after another, as they stand there (ranges and doubles are for `readResults`): for writing them anew.
 *
 * @throws Failure `rows` after the last row, with everything that is wrong; so a file that is written from this must not be kept then
 */
export async function* readRows(
  sources: RowSource | readonly RowSource[],
  options: StreamOptions = {},
): AsyncGenerator<Row, void, void> {
  const list = 'open' in sources ? [sources] : sources;
  const problems = new RowProblems();
  const columns = new CsvColumns(new Set(options.metrics ?? []));
  const id = options.id ?? 'id';
  const isCsv = (source: RowSource): boolean => formatIn(source, options.format) === 'csv';
  for (const source of list) if (isCsv(source)) await columns.look(source, id);
  for (const source of list) {
    let rows: Row[] = [];
    const each = (row: Row): void => {
      rows.push(row);
    };
    const splitter = isCsv(source)
      ? csvRowReader(source.name, columns, id, problems, each)
      : jsonlRowReader(source.name, problems, each);
    for await (const chunk of sourceBytes(source)) {
      splitter.feed(chunk);
      yield* rows;
      rows = [];
    }
    splitter.end();
    yield* rows;
  }
  problems.throwIfAny();
}

function jsonlRowReader(file: string, problems: RowProblems, each: (row: Row) => void): LineSplitter {
  return new LineSplitter(
    {
      line(bytes, line, cut) {
        const checked = readRowLine(bytes, cut);
        if (checked?.ok) each(checked.row);
        else for (const mistake of checked?.mistakes ?? []) problems.add(file, line, mistake);
      },
      tooLong(line) {
        problems.add(file, line, tooLongLine);
      },
    },
    maxLineBytes,
  );
}

/** Rows through a function; where it returns undefined, the row is left out. */
export async function* mapRows(
  rows: AsyncIterable<Row> | Iterable<Row>,
  change: (row: Row) => Row | undefined,
): AsyncGenerator<Row, void, void> {
  for await (const row of rows) {
    const changed = change(row);
    if (changed !== undefined) yield changed;
  }
}
