import { maxFieldChars, type Row } from '@weighbridge/contract';
import { GrowingFloats, GrowingInts } from './growing.ts';
import { maxHeldBytes, maxMetrics, maxRows, maxSliceKeys, maxSliceValues } from './limits.ts';
import { quoted } from './quoted.ts';
import { RowFields } from './row-fields.ts';
import type { RowProblems } from './row-problems.ts';
import { TextCodes } from './text-codes.ts';

/** Values of one metric by row; NaN where a row does not report it. */
export class MetricValues extends GrowingFloats {
  /** Whether every value so far is 0 or 1. */
  binary = true;
  /** How many rows report it. */
  reported = 0;
}

/** Codes of one slice key by example; −1 where none. */
export interface SliceCodes {
  readonly values: TextCodes;
  readonly codes: GrowingInts;
}

/** What a row says in words. */
export interface RowTexts {
  label?: string;
  prediction?: string;
  error?: string;
}

export interface RowTableOptions {
  readonly ranges: ReadonlyMap<string, readonly [number, number]>;
  readonly keepTexts: boolean;
  /** Rows of several files can meet: the parts that are not kept are hashed, so that differing ones are told. */
  readonly several: boolean;
}

/** Rows as they come, one entry a row; `resultColumns` makes one entry an example of them. */
export class RowTable {
  readonly fields = new RowFields();
  readonly metricNames = new TextCodes(maxMetrics);
  readonly sliceNames = new TextCodes(maxSliceKeys);
  readonly metrics: (MetricValues | undefined)[] = [];
  readonly slices: (SliceCodes | undefined)[] = [];
  readonly ids: string[] = [];
  readonly exampleKeys: (string | undefined)[] = [];
  rows = 0;
  /** By row: number of its example, repeat, line, 1 for an error, hash of its texts. */
  readonly example = new GrowingInts();
  readonly repeat = new GrowingFloats();
  readonly line = new GrowingInts();
  readonly failed = new GrowingInts();
  readonly hash = new GrowingFloats();
  readonly texts: (RowTexts | undefined)[] = [];
  /** First row of each file. */
  readonly fileStarts: number[] = [];
  readonly files: string[] = [];
  readonly options: RowTableOptions;
  readonly problems: RowProblems;
  private readonly indexes = new Map<string, number>();
  private readonly rangeOf: (readonly [number, number] | undefined)[] = [];
  private heldBytes = 0;

  constructor(options: RowTableOptions, problems: RowProblems) {
    this.options = options;
    this.problems = problems;
  }

  beginFile(name: string): void {
    this.files.push(name);
    this.fileStarts.push(this.rows);
  }

  get file(): string {
    return this.files.at(-1) ?? '';
  }

  /** Fills `fields` from a checked row and adds it. */
  add(row: Row, line: number): void {
    const fields = this.fields;
    fields.clear();
    fields.id = row.id;
    fields.repeat = row.repeat ?? 0;
    fields.cluster = row.cluster;
    fields.label = row.label;
    fields.prediction = row.prediction;
    fields.error = row.error ?? undefined;
    fields.example = row.example;
    for (const name of Object.keys(row.metrics)) {
      const column = this.metricNames.codeOf(name);
      if (column === -1) this.problems.stop(this.file, line, tooMany(maxMetrics, 'metrics'));
      fields.metricColumn[fields.metricCount] = column;
      fields.metricValue[fields.metricCount++] = row.metrics[name] ?? Number.NaN;
    }
    const slices = row.slices ?? {};
    for (const name of Object.keys(slices)) {
      const column = this.sliceNames.codeOf(name);
      if (column === -1) this.problems.stop(this.file, line, tooMany(maxSliceKeys, 'slice keys'));
      const code = this.valuesOf(column).codeOf(slices[name] ?? '');
      if (code === -1) {
        this.problems.stop(this.file, line, `${tooMany(maxSliceValues, 'values')} of slice ${quoted(name)}`);
      }
      fields.sliceColumn[fields.sliceCount] = column;
      fields.sliceCode[fields.sliceCount++] = code;
    }
    this.commit(line);
  }

  /** Adds the row that stands in `fields`. */
  commit(line: number): void {
    const fields = this.fields;
    const failed = fields.error !== undefined;
    if (!failed && !this.withinRanges(line)) return;
    if (this.rows >= maxRows) {
      this.problems.stop(this.file, line, `more than ${maxRows.toLocaleString('en-US')} rows`);
    }
    const example = this.exampleOf(fields.id);
    const row = this.rows++;
    if ((row & 1023) === 0) this.checkHeldBytes(line);
    this.example.set(row, example);
    this.line.set(row, line);
    if (fields.repeat !== 0) this.repeat.set(row, fields.repeat);
    if (failed) this.failed.set(row, 1);
    else this.setMetrics(row);
    this.setSlices(example, line);
    if (fields.example !== undefined) this.setExampleKey(example, fields.example, line);
    if (this.options.several) this.hash.set(row, fields.textHash());
    if (this.options.keepTexts) this.keepTexts(row);
  }

  repeatOf(row: number): number {
    const repeat = this.repeat.at(row);
    return Number.isNaN(repeat) ? 0 : repeat;
  }

  /** Number of the file that a row stands in. */
  fileOf(row: number): number {
    let file = this.fileStarts.length - 1;
    while (file > 0 && (this.fileStarts[file] ?? 0) > row) file--;
    return file;
  }

  valuesOf(column: number): TextCodes {
    const known = this.slices[column];
    if (known !== undefined) return known.values;
    this.checkHeldBytes(undefined, 4 * this.ids.length);
    const values = new TextCodes(maxSliceValues);
    this.slices[column] = { values, codes: new GrowingInts(-1) };
    return values;
  }

  private exampleOf(id: string): number {
    const known = this.indexes.get(id);
    if (known !== undefined) return known;
    const example = this.ids.push(id) - 1;
    this.indexes.set(id, example);
    this.heldBytes += 64 + id.length;
    return example;
  }

  private withinRanges(line: number): boolean {
    if (this.options.ranges.size === 0) return true;
    const { metricCount, metricColumn, metricValue } = this.fields;
    let within = true;
    for (let at = 0; at < metricCount; at++) {
      const column = metricColumn[at] ?? 0;
      const range = this.rangeOfColumn(column);
      const value = metricValue[at] ?? Number.NaN;
      if (range === undefined || (value >= range[0] && value <= range[1])) continue;
      const name = quoted(this.metricNames.texts[column] ?? '');
      this.problems.add(
        this.file,
        line,
        `metric ${name} is ${value}, outside its range ${range[0]} to ${range[1]}`,
      );
      within = false;
    }
    return within;
  }

  private rangeOfColumn(column: number): readonly [number, number] | undefined {
    while (this.rangeOf.length <= column) {
      this.rangeOf.push(this.options.ranges.get(this.metricNames.texts[this.rangeOf.length] ?? ''));
    }
    return this.rangeOf[column];
  }

  private setMetrics(row: number): void {
    const { metricCount, metricColumn, metricValue } = this.fields;
    for (let at = 0; at < metricCount; at++) {
      const column = metricColumn[at] ?? 0;
      const value = metricValue[at] ?? Number.NaN;
      const values = this.metrics[column] ?? this.newMetric(column, row);
      // + 0 turns −0 into 0, so that rows that are equal are equal to the bit.
      values.set(row, value + 0);
      values.reported++;
      if (value !== 0 && value !== 1) values.binary = false;
    }
  }

  private newMetric(column: number, row: number): MetricValues {
    this.checkHeldBytes(this.line.at(row), 8 * (row + 1));
    const values = new MetricValues();
    this.metrics[column] = values;
    return values;
  }

  private setSlices(example: number, line: number): void {
    const { sliceCount, sliceColumn, sliceCode } = this.fields;
    for (let at = 0; at < sliceCount; at++) {
      const column = sliceColumn[at] ?? 0;
      const slice = this.slices[column];
      const code = sliceCode[at] ?? -1;
      const known = slice?.codes.at(example) ?? -1;
      if (known === -1) slice?.codes.set(example, code);
      else if (known !== code) {
        const texts = slice?.values.texts ?? [];
        const name = quoted(this.sliceNames.texts[column] ?? '');
        this.problems.add(
          this.file,
          line,
          `slice ${name} of example ${quoted(this.fields.id)} is ${quoted(texts[code] ?? '')} here and ${quoted(texts[known] ?? '')} in an earlier row of it`,
        );
      }
    }
  }

  private keepTexts(row: number): void {
    const texts = textsOf(this.fields);
    this.texts[row] = texts;
    if (texts === undefined) return;
    const chars = (texts.label?.length ?? 0) + (texts.prediction?.length ?? 0) + (texts.error?.length ?? 0);
    this.heldBytes += 100 + chars;
  }

  private setExampleKey(example: number, key: string, line: number): void {
    const known = this.exampleKeys[example];
    if (known !== undefined && known !== key) {
      const what = `"example" of ${quoted(this.fields.id)} is ${key} here and ${known} in an earlier row of it`;
      this.problems.add(this.file, line, what);
    }
    while (this.exampleKeys.length < example) this.exampleKeys.push(undefined);
    this.exampleKeys[example] = known ?? key;
  }

  /** Refuses what would take more than `maxHeldBytes`, `more` bytes that are about to be added counted. */
  private checkHeldBytes(line: number | undefined, more = 0): void {
    let held = this.heldBytes + more + this.rows * 16;
    for (const column of this.metrics) held += (column?.data.length ?? 0) * 8;
    for (const slice of this.slices) held += (slice?.codes.data.length ?? 0) * 4;
    if (held > maxHeldBytes) {
      const gib = maxHeldBytes / 2 ** 30;
      this.problems.stop(this.file, line, `ids and columns up to here need more than ${gib} GiB of memory`);
    }
  }
}

function textsOf(fields: RowFields): RowTexts | undefined {
  const { label, prediction, error } = fields;
  if (label === undefined && prediction === undefined && error === undefined) return undefined;
  return {
    ...(label === undefined ? {} : { label }),
    ...(prediction === undefined ? {} : { prediction }),
    ...(error === undefined ? {} : { error: error.slice(0, maxFieldChars) }),
  };
}

function tooMany(max: number, what: string): string {
  return `more than ${max.toLocaleString('en-US')} different ${what}`;
}
