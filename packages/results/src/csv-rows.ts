import { isUtf8 } from 'node:buffer';
import { maxFieldChars, maxLineBytes, type Row } from '@weighbridge/contract';
import { type CsvColumns, checkHeader, csvNumber } from './csv-columns.ts';
import { csvFields } from './csv-fields.ts';
import { CsvSplitter } from './csv-splitter.ts';
import { setOwn } from './own-property.ts';
import { quoted } from './quoted.ts';
import type { RowProblems } from './row-problems.ts';
import type { RowSource } from './row-source.ts';
import { sourceBytes } from './source-bytes.ts';

/**
 * Rows of one predictions CSV, one record an example. An empty cell says nothing: a metric is not reported, a slice has no value, there is
 * no error. Mistakes go to `problems`; `each` gets what is right.
 */
export async function readCsv(
  source: RowSource,
  columns: CsvColumns,
  id: string,
  problems: RowProblems,
  each: (row: Row, line: number) => void,
): Promise<void> {
  const reader = csvRowReader(source.name, columns, id, problems, each);
  for await (const chunk of sourceBytes(source)) reader.feed(chunk);
  reader.end();
}

/** The same, fed by the caller. */
export function csvRowReader(
  file: string,
  columns: CsvColumns,
  id: string,
  problems: RowProblems,
  each: (row: Row, line: number) => void,
): CsvSplitter {
  let header: readonly string[] | undefined;
  return new CsvSplitter(
    {
      record(bytes, line, open) {
        if (bytes.length === 0 || (bytes.length === 1 && bytes[0] === 13)) return;
        if (open) {
          problems.add(file, line, 'the file ends within the quotes of a field of this record');
          return;
        }
        if (!isUtf8(bytes)) {
          problems.add(file, line, 'not valid UTF-8');
          return;
        }
        const fields = csvFields(bytes.toString('utf8'));
        if (header === undefined) header = checkHeader(file, line, fields, id);
        else if (fields === undefined) problems.add(file, line, 'text follows a closing quote');
        else if (fields.length !== header.length) {
          problems.add(file, line, `${fields.length} fields where the header has ${header.length} columns`);
        } else {
          const mistakes: string[] = [];
          const row = rowOf(header, fields, columns, id, mistakes);
          if (mistakes.length === 0) each(row, line);
          for (const mistake of mistakes) problems.add(file, line, mistake);
        }
      },
      tooLong(line) {
        problems.add(file, line, `the record is longer than ${maxLineBytes / 2 ** 20} MiB`);
      },
    },
    maxLineBytes,
  );
}

function rowOf(
  header: readonly string[],
  fields: readonly string[],
  columns: CsvColumns,
  id: string,
  mistakes: string[],
): Row {
  const metrics: Record<string, number> = {};
  const slices: Record<string, string> = {};
  const row: Row = { id: '', metrics, slices };
  for (let at = 0; at < header.length; at++) {
    const name = header[at] ?? '';
    const text = fields[at] ?? '';
    if (name === id) row.id = boundedText(name, text, mistakes);
    else if (text === '' || name === '') continue;
    else if (name === 'repeat') row.repeat = repeatOf(text, mistakes);
    else if (name === 'error') row.error = text;
    else if (name === 'label' || name === 'prediction' || name === 'cluster') {
      row[name] = boundedText(name, text, mistakes);
    } else if (columns.kindOf(name) === 'slice') setOwn(slices, name, text);
    else if (columns.kindOf(name) === 'metric') setOwn(metrics, name, metricOf(name, text, mistakes));
  }
  if (row.id === '') mistakes.push(`column ${quoted(id)} is empty`);
  return row;
}

function boundedText(name: string, text: string, mistakes: string[]): string {
  if (text.length > maxFieldChars) {
    mistakes.push(`column ${quoted(name)} is longer than ${maxFieldChars} characters`);
  }
  return text;
}

function repeatOf(text: string, mistakes: string[]): number {
  const repeat = /^\d+(?:\.0*)?$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(repeat)) {
    mistakes.push(`column "repeat" must be a whole number from 0, got ${quoted(text)}`);
  }
  return repeat;
}

function metricOf(name: string, text: string, mistakes: string[]): number {
  const value = csvNumber(text);
  if (value === undefined) {
    mistakes.push(
      `column ${quoted(name)} must be a number, got ${quoted(text)}; leave the cell empty where nothing was measured`,
    );
  } else if (Number.isNaN(value)) {
    mistakes.push(`column ${quoted(name)} is ${text}, which is no number; leave the cell empty`);
  } else if (!Number.isFinite(value)) mistakes.push(`column ${quoted(name)} is too large for a number`);
  return value ?? Number.NaN;
}
