import { maxFieldChars } from '@weighbridge/contract';
import { braceClose, braceOpen, comma, JsonBytes } from './json-bytes.ts';
import { maxMetrics, maxNameChars, maxSliceKeys } from './limits.ts';
import type { RowFields } from './row-fields.ts';
import type { RowTable } from './row-table.ts';

const keys = ['id', 'repeat', 'metrics', 'slices', 'cluster', 'label', 'prediction', 'error', 'example'].map(
  (key) => Buffer.from(key),
);
const longestKey = 10;
// Bits of `id` and `metrics` in the set of keys seen.
const requiredKeys = 0b101;

/**
 * Reads plain rows straight from bytes into the table's fields: ASCII without escapes, known keys, each once. Everything else (also every
 * mistake) is left to `JSON.parse` and `checkRow`, so this decides nothing on its own: it is only several times faster.
 */
export class RowScanner extends JsonBytes {
  private readonly table: RowTable;
  private readonly fields: RowFields;
  private readonly needsTexts: boolean;
  /** Number of the row being read, and in which row each metric and slice key was seen last: a name that comes twice is not plain. */
  private row = 0;
  private readonly metricSeen = new Int32Array(maxMetrics);
  private readonly sliceSeen = new Int32Array(maxSliceKeys);

  constructor(table: RowTable) {
    super();
    this.table = table;
    this.fields = table.fields;
    this.needsTexts = table.options.keepTexts || table.options.several;
  }

  /** Fills the table's fields from the line at `start`; returns the place behind its line break, or −1 where the line is not plain. */
  scan(bytes: Buffer, start: number): number {
    this.bytes = bytes;
    this.at = start;
    this.row++;
    this.fields.clear();
    if (bytes[start] !== braceOpen || !this.readRow()) return -1;
    let at = this.at;
    while (bytes[at] === 32 || bytes[at] === 13) at++;
    return bytes[at] === 10 ? at + 1 : -1;
  }

  private readRow(): boolean {
    let seen = 0;
    do {
      this.at++;
      const key = this.readKey();
      if (key === -1 || (seen & (1 << key)) !== 0 || !this.readField(key)) return false;
      seen |= 1 << key;
      this.skipSpaces();
    } while (this.bytes[this.at] === comma);
    return this.bytes[this.at++] === braceClose && (seen & requiredKeys) === requiredKeys;
  }

  /** Reads `"key":` and returns the key's number, −1 where it is none of ours. */
  private readKey(): number {
    this.skipSpaces();
    const start = this.at + 1;
    if (!this.skipText(longestKey)) return -1;
    const length = this.at - 1 - start;
    for (let number = 0; number < keys.length; number++) {
      const key = keys[number];
      if (key === undefined || key.length !== length) continue;
      let same = 0;
      while (same < length && key[same] === this.bytes[start + same]) same++;
      if (same === length) return this.skipColon() ? number : -1;
    }
    return -1;
  }

  private readField(key: number): boolean {
    const { fields } = this;
    const start = this.at + 1;
    switch (key) {
      case 0:
        if (!this.skipText(maxFieldChars)) return false;
        fields.id = this.textFrom(start);
        return fields.id !== '';
      case 1:
        if (!this.readNumber()) return false;
        fields.repeat = this.value;
        return Number.isSafeInteger(this.value) && this.value >= 0;
      case 2:
        return this.readMembers(true);
      case 3:
        return this.readMembers(false);
      case 4:
      case 5:
      case 6:
        return this.skipText(maxFieldChars) && this.keepText(key, start);
      case 7:
        // An error with a text is rare enough for the other way.
        return this.skipNull();
      default:
        if (!this.skipText(maxFieldChars) || !this.isExampleKey(start)) return false;
        fields.example = this.textFrom(start);
        return true;
    }
  }

  /** Reads the object of metrics or of slices, with at least one member. */
  private readMembers(ofMetrics: boolean): boolean {
    if (this.bytes[this.at] !== braceOpen) return false;
    do {
      this.at++;
      this.skipSpaces();
      const start = this.at + 1;
      if (!this.skipText(maxNameChars) || this.at - 1 === start) return false;
      if (ofMetrics ? !this.readMetric(start) : !this.readSlice(start)) return false;
      this.skipSpaces();
    } while (this.bytes[this.at] === comma);
    return this.bytes[this.at++] === braceClose;
  }

  private readMetric(start: number): boolean {
    const column = this.table.metrics.names.codeOfBytes(this.bytes, start, this.at - 1);
    if (column === -1 || this.metricSeen[column] === this.row) return false;
    this.metricSeen[column] = this.row;
    if (!this.skipColon() || !this.readNumber()) return false;
    this.fields.addMetric(column, this.value);
    return true;
  }

  private readSlice(start: number): boolean {
    const { slices } = this.table;
    const column = slices.names.codeOfBytes(this.bytes, start, this.at - 1);
    if (column === -1 || this.sliceSeen[column] === this.row) return false;
    this.sliceSeen[column] = this.row;
    if (!this.skipColon()) return false;
    const from = this.at + 1;
    if (!this.skipText(maxFieldChars)) return false;
    const code = slices.valuesOf(column).codeOfBytes(this.bytes, from, this.at - 1);
    if (code === -1) return false;
    this.fields.addSlice(column, code);
    return true;
  }

  private keepText(key: 4 | 5 | 6, start: number): true {
    // A cluster is always read: that there is one decides what may be said of the intervals.
    if (!this.needsTexts && key !== 4) return true;
    const text = this.textFrom(start);
    if (key === 4) this.fields.cluster = text;
    else if (key === 5) this.fields.label = text;
    else this.fields.prediction = text;
    return true;
  }

  private isExampleKey(start: number): boolean {
    if (this.at - 1 - start !== 12) return false;
    for (let at = start; at < start + 12; at++) {
      const byte = this.bytes[at] ?? 0;
      if (!((byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102))) return false;
    }
    return true;
  }

  /** The text from `start` to the closing quote that was just read. */
  private textFrom(start: number): string {
    return this.bytes.toString('latin1', start, this.at - 1);
  }
}
