import type { Row } from '@weighbridge/contract';
import { GrowingFloats, GrowingInts } from './growing.ts';
import { HeldBytes } from './held-bytes.ts';
import { IdIndex } from './id-index.ts';
import { maxMetrics, maxRows, maxSliceKeys, maxSliceValues } from './limits.ts';
import { MetricTable, type Ranges } from './metric-table.ts';
import { quoted } from './quoted.ts';
import { RowFields } from './row-fields.ts';
import type { RowProblems } from './row-problems.ts';
import { type RowTexts, textsOf } from './row-texts.ts';
import { SliceTable } from './slice-table.ts';

export interface RowTableOptions {
  readonly ranges: Ranges;
  readonly keepTexts: boolean;
  /** Rows of several files can meet: the parts that are not kept are hashed, so that differing ones are told. */
  readonly several: boolean;
}

// What an id takes beside its characters: the text's head, its place in the list and in the index.
const bytesPerId = 80;
const bytesPerTexts = 100;

/** Rows as they come, one entry a row; `tableColumns` makes one entry an example of them. */
export class RowTable {
  readonly options: RowTableOptions;
  readonly problems: RowProblems;
  readonly fields = new RowFields();
  readonly held = new HeldBytes((sentence) => this.stop(sentence));
  readonly metrics: MetricTable;
  readonly slices = new SliceTable(this.held);
  readonly exampleKeys: (string | undefined)[] = [];
  readonly files: string[] = [];
  /** First row of each file. */
  readonly fileStarts: number[] = [];
  rows = 0;
  /** Whether any row names a cluster. */
  clustered = false;
  /** By row: number of its example, line, 1 for an error, hash of its texts, the texts. */
  readonly example = new GrowingInts(this.held);
  readonly lines = new GrowingInts(this.held);
  readonly failed = new GrowingInts(this.held);
  readonly hash = new GrowingFloats(this.held);
  readonly texts: (RowTexts | undefined)[] = [];
  private readonly repeats = new GrowingFloats(this.held);
  private readonly index = new IdIndex();
  private line = 0;

  constructor(options: RowTableOptions, problems: RowProblems) {
    this.options = options;
    this.problems = problems;
    this.metrics = new MetricTable(options.ranges, this.held);
  }

  /** Ids of the examples, by their numbers. */
  get ids(): readonly string[] {
    return this.index.ids;
  }

  beginFile(name: string): void {
    this.files.push(name);
    this.fileStarts.push(this.rows);
  }

  /** Fills `fields` from a checked row and adds it. */
  add(row: Row, line: number): void {
    const { fields, metrics, slices } = this;
    this.line = line;
    fields.clear();
    fields.id = row.id;
    fields.repeat = row.repeat ?? 0;
    fields.cluster = row.cluster;
    fields.label = row.label;
    fields.prediction = row.prediction;
    fields.error = row.error ?? undefined;
    fields.example = row.example;
    for (const name of Object.keys(row.metrics)) {
      const column = metrics.names.codeOf(name);
      if (column === -1) this.stop(tooMany(maxMetrics, 'metrics'));
      fields.addMetric(column, row.metrics[name] ?? Number.NaN);
    }
    const said = row.slices ?? {};
    for (const name of Object.keys(said)) {
      const column = slices.names.codeOf(name);
      if (column === -1) this.stop(tooMany(maxSliceKeys, 'slice keys'));
      const code = slices.valuesOf(column).codeOf(said[name] ?? '');
      if (code === -1) this.stop(`${tooMany(maxSliceValues, 'values')} of slice ${quoted(name)}`);
      fields.addSlice(column, code);
    }
    this.commit(line);
  }

  /** Adds the row that stands in `fields`. */
  commit(line: number): void {
    const { fields, rows: row } = this;
    this.line = line;
    const failed = fields.error !== undefined;
    if (!failed && this.refuse(this.metrics.outside(fields))) return;
    if (row >= maxRows) this.stop(`more than ${maxRows.toLocaleString('en-US')} rows`);
    this.rows++;
    const example = this.exampleOf(fields.id);
    this.example.set(row, example);
    this.lines.set(row, line);
    if (fields.repeat !== 0) this.repeats.set(row, fields.repeat);
    if (failed) this.failed.set(row, 1);
    else this.metrics.set(row, fields);
    if (fields.sliceCount > 0) this.refuse(this.slices.set(example, fields));
    if (fields.example !== undefined) this.setExampleKey(example, fields.example);
    if (fields.cluster !== undefined) this.clustered = true;
    if (this.options.several) this.hash.set(row, fields.textHash());
    if (this.options.keepTexts) this.keepTexts(row);
  }

  repeatOf(row: number): number {
    const repeat = this.repeats.at(row);
    return Number.isNaN(repeat) ? 0 : repeat;
  }

  /** Number of the file that a row stands in. */
  fileOf(row: number): number {
    return this.fileStarts.findLastIndex((start) => start <= row);
  }

  private exampleOf(id: string): number {
    const known = this.ids.length;
    const example = this.index.numberOf(id);
    if (example === known) this.held.take(bytesPerId + id.length);
    return example;
  }

  private setExampleKey(example: number, key: string): void {
    while (this.exampleKeys.length <= example) this.exampleKeys.push(undefined);
    const known = this.exampleKeys[example];
    if (known === undefined) this.exampleKeys[example] = key;
    else if (known !== key) {
      const what = `"example" of ${quoted(this.fields.id)} is ${key} here and ${known} in an earlier row of it`;
      this.refuse([what]);
    }
  }

  private keepTexts(row: number): void {
    const texts = textsOf(this.fields);
    this.texts[row] = texts;
    const { label = '', prediction = '', error = '' } = texts ?? {};
    this.held.take(bytesPerTexts + label.length + prediction.length + error.length);
  }

  private refuse(mistakes: readonly string[]): boolean {
    for (const mistake of mistakes) this.problems.add(this.files.at(-1) ?? '', this.line, mistake);
    return mistakes.length > 0;
  }

  private stop(sentence: string): never {
    return this.problems.stop(this.files.at(-1) ?? '', this.line, sentence);
  }
}

function tooMany(max: number, what: string): string {
  return `more than ${max.toLocaleString('en-US')} different ${what}`;
}
