import { maxFieldChars, maxLineBytes } from '@weighbridge/contract';
import { csvFields } from './csv-fields.ts';
import { CsvSplitter } from './csv-splitter.ts';
import { maxCsvColumns, maxNameChars, maxSliceValues } from './limits.ts';
import { quoted } from './quoted.ts';
import { refusal } from './row-problems.ts';
import type { RowSource } from './row-source.ts';
import { sourceBytes } from './source-bytes.ts';

/** What a column of a predictions CSV is read as. */
export type CsvColumnKind = 'metric' | 'slice' | 'free text';

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const truth = /^(?:true|false)$/i;
const notANumber = /^[+-]?(?:nan|inf|infinity)$/i;

/** Columns that are read as the field of a row with the same name. */
export const csvRowColumns: ReadonlySet<string> = new Set([
  'repeat',
  'label',
  'prediction',
  'error',
  'cluster',
]);

/**
 * What the columns of CSV files are, by name, looking at every value of all of them: numbers, true or false make a metric;
 * other texts a slice; texts too long or too many for a slice are free text, which is not read. A metric that the policy names is one in any
 * case, so that a text in it is refused and not taken for a slice.
 */
export class CsvColumns {
  private readonly kinds = new Map<string, CsvColumnKind>();
  private readonly values = new Map<string, Set<string>>();
  private readonly metrics: ReadonlySet<string>;

  constructor(metrics: ReadonlySet<string>) {
    this.metrics = metrics;
  }

  /** undefined: the column is empty. */
  kindOf(name: string): CsvColumnKind | undefined {
    return this.kinds.get(name);
  }

  /** Looks at one file. Its mistakes are left for the reading proper, save those that make reading impossible. */
  async look(source: RowSource, id: string): Promise<void> {
    let header: readonly string[] | undefined;
    const seen: (name: string, text: string) => void = (name, text) => this.see(name, text);
    const records = new CsvSplitter(
      {
        record(bytes, line) {
          if (bytes.length === 0 || (bytes.length === 1 && bytes[0] === 13)) return;
          const fields = csvFields(bytes.toString('utf8'));
          if (header === undefined) header = checkHeader(source.name, line, fields, id);
          else if (fields?.length === header.length) {
            for (let at = 0; at < fields.length; at++) {
              const name = header[at] ?? '';
              if (name !== id) seen(name, fields[at] ?? '');
            }
          }
        },
        tooLong(line) {
          if (header === undefined) throw refusal(source.name, `line ${line} is too long for a header`);
        },
      },
      maxLineBytes,
    );
    for await (const chunk of sourceBytes(source)) records.feed(chunk);
    records.end();
  }

  private see(name: string, text: string): void {
    if (text === '' || name === '' || csvRowColumns.has(name)) return;
    const kind = this.kinds.get(name);
    if (kind === 'free text') return;
    if (this.metrics.has(name)) this.kinds.set(name, 'metric');
    else if (kind !== 'slice' && csvNumber(text) !== undefined) this.kinds.set(name, 'metric');
    else this.seeText(name, text);
  }

  private seeText(name: string, text: string): void {
    const values = this.values.get(name) ?? new Set<string>();
    values.add(text);
    this.values.set(name, values);
    const free = text.length > maxFieldChars || values.size > maxSliceValues;
    this.kinds.set(name, free ? 'free text' : 'slice');
    if (free) this.values.set(name, new Set());
  }
}

/** A cell as a number; NaN for what means "not a number", undefined for text. */
export function csvNumber(text: string): number | undefined {
  if (number.test(text)) return Number(text);
  if (truth.test(text)) return text.length === 4 ? 1 : 0;
  return notANumber.test(text) ? Number.NaN : undefined;
}

/** The names in a header; throws a Failure where columns cannot be told apart, or the id column is missing. */
export function checkHeader(
  file: string,
  line: number,
  fields: readonly string[] | undefined,
  id: string,
): readonly string[] {
  const header = fields?.map((name) => name.trim());
  const where = `line ${line}, the header:`;
  if (header === undefined) throw refusal(file, `${where} text follows a closing quote`);
  if (header.length > maxCsvColumns) throw refusal(file, `${where} more than ${maxCsvColumns} columns`);
  const double = header.find((name, at) => name !== '' && header.indexOf(name) !== at);
  if (double !== undefined) throw refusal(file, `${where} two columns are named ${quoted(double)}`);
  const long = header.find((name) => name.length > maxNameChars);
  if (long !== undefined) {
    throw refusal(file, `${where} the name ${quoted(long)} is longer than ${maxNameChars} characters`);
  }
  if (!header.includes(id)) {
    const names = header.slice(0, 20).map(quoted).join(', ');
    throw refusal(file, `${where} no column is named ${quoted(id)}; the columns are ${names}`);
  }
  return header;
}
