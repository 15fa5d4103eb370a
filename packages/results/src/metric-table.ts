import { GrowingFloats } from './growing.ts';
import type { HeldBytes } from './held-bytes.ts';
import { maxMetrics } from './limits.ts';
import { quoted } from './quoted.ts';
import type { RowFields } from './row-fields.ts';
import { TextCodes } from './text-codes.ts';

export type Ranges = ReadonlyMap<string, readonly [number, number]>;

/** Values of one metric by row; NaN where a row does not report it. */
export class MetricValues extends GrowingFloats {
  /** Whether every value so far is 0 or 1. */
  binary = true;
}

/** Values of all metrics by row. A column is made with its first value. */
export class MetricTable {
  readonly names = new TextCodes(maxMetrics);
  readonly columns: (MetricValues | undefined)[] = [];
  private readonly ranges: Ranges;
  private readonly rangeByColumn: (readonly [number, number] | undefined)[] = [];
  private readonly held: HeldBytes;

  constructor(ranges: Ranges, held: HeldBytes) {
    this.ranges = ranges;
    this.held = held;
  }

  /** What is outside its declared range, as sentences. */
  outside(fields: RowFields): readonly string[] {
    const mistakes: string[] = [];
    if (this.ranges.size === 0) return mistakes;
    for (let at = 0; at < fields.metricCount; at++) {
      const column = fields.metricColumn[at] ?? 0;
      const range = this.rangeOf(column);
      const value = fields.metricValue[at] ?? Number.NaN;
      if (range === undefined || (value >= range[0] && value <= range[1])) continue;
      const name = quoted(this.names.texts[column] ?? '');
      mistakes.push(`metric ${name} is ${value}, outside its range ${range[0]} to ${range[1]}`);
    }
    return mistakes;
  }

  set(row: number, fields: RowFields): void {
    for (let at = 0; at < fields.metricCount; at++) {
      const value = fields.metricValue[at] ?? Number.NaN;
      const values = this.columnAt(fields.metricColumn[at] ?? 0);
      // + 0 turns −0 into 0, so that rows that are equal are equal to the bit.
      values.set(row, value + 0);
      if (value !== 0 && value !== 1) values.binary = false;
    }
  }

  private columnAt(column: number): MetricValues {
    const known = this.columns[column];
    if (known !== undefined) return known;
    const values = new MetricValues(this.held);
    this.columns[column] = values;
    return values;
  }

  private rangeOf(column: number): readonly [number, number] | undefined {
    while (this.rangeByColumn.length <= column) {
      this.rangeByColumn.push(this.ranges.get(this.names.texts[this.rangeByColumn.length] ?? ''));
    }
    return this.rangeByColumn[column];
  }
}
