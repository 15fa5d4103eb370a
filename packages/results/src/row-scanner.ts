import { maxFieldChars } from '@weighbridge/contract';
import { maxNameChars } from './limits.ts';
import type { RowTable } from './row-table.ts';

const quote = 34;
const comma = 44;
const colon = 58;
const open = 123;
const close = 125;
const backslash = 92;
// 10^0 to 10^22 are exact in a double, so one division of an exact whole number by one of them rounds correctly (Clinger 1990).
const powersOfTen = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const keys = ['id', 'repeat', 'metrics', 'slices', 'cluster', 'label', 'prediction', 'error', 'example'].map(
  (key) => Buffer.from(key),
);
const maxRepeat = Number.MAX_SAFE_INTEGER;

/**
 * Reads plain rows straight from bytes into the table's fields: ASCII without escapes, known keys, each once. Everything else (also every
 * mistake) is left to `JSON.parse` and `checkRow`, so this decides nothing on its own: it is only several times faster.
 */
export class RowScanner {
  private readonly table: RowTable;
  private readonly needsTexts: boolean;
  private bytes: Buffer = Buffer.alloc(0);
  /** The place behind what was read last. */
  private at = 0;
  private value = 0;
  private text: string | undefined = undefined;
  private stamp = 0;
  private readonly metricSeen: Int32Array;
  private readonly sliceSeen: Int32Array;

  constructor(table: RowTable) {
    this.table = table;
    this.needsTexts = table.options.keepTexts || table.options.several;
    this.metricSeen = new Int32Array(table.fields.metricColumn.length);
    this.sliceSeen = new Int32Array(table.fields.sliceColumn.length);
  }

  /** Fills the table's fields from the line at `start`; returns the place behind its line break, or −1 where the line is not plain. */
  scan(bytes: Buffer, start: number): number {
    this.bytes = bytes;
    this.at = start;
    this.stamp++;
    this.table.fields.clear();
    if (bytes[start] !== open || !this.readRow()) return -1;
    let at = this.at;
    while (bytes[at] === 32 || bytes[at] === 13) at++;
    return bytes[at] === 10 ? at + 1 : -1;
  }

  private readRow(): boolean {
    let seen = 0;
    do {
      this.at++;
      const key = this.readKey();
      if (key === -1 || (seen & (1 << key)) !== 0) return false;
      seen |= 1 << key;
      if (!this.readField(key)) return false;
      this.skipSpaces();
    } while (this.bytes[this.at] === comma);
    // Bits 0 and 2: id and metrics.
    return this.bytes[this.at++] === close && (seen & 5) === 5;
  }

  private readField(key: number): boolean {
    const fields = this.table.fields;
    switch (key) {
      case 0: {
        const start = this.at + 1;
        if (!this.skipText(maxFieldChars) || this.at - 1 === start) return false;
        fields.id = this.bytes.toString('latin1', start, this.at - 1);
        return true;
      }
      case 1:
        if (!this.readNumber() || !Number.isInteger(this.value)) return false;
        fields.repeat = this.value;
        return this.value >= 0 && this.value <= maxRepeat;
      case 2:
        return this.readMetrics();
      case 3:
        return this.readSlices();
      case 4:
        if (!this.readText()) return false;
        fields.cluster = this.text;
        return true;
      case 5:
        if (!this.readText()) return false;
        fields.label = this.text;
        return true;
      case 6:
        if (!this.readText()) return false;
        fields.prediction = this.text;
        return true;
      case 7:
        return this.readNull();
      default:
        return this.readExampleKey();
    }
  }

  private readMetrics(): boolean {
    const { metricNames, fields } = this.table;
    if (this.bytes[this.at] !== open) return false;
    this.at++;
    this.skipSpaces();
    if (this.bytes[this.at] === close) {
      this.at++;
      return true;
    }
    this.at--;
    do {
      this.at++;
      this.skipSpaces();
      const start = this.at + 1;
      if (!this.skipText(maxNameChars) || this.at - 1 === start) return false;
      const column = metricNames.codeOfBytes(this.bytes, start, this.at - 1);
      if (column === -1 || this.metricSeen[column] === this.stamp) return false;
      this.metricSeen[column] = this.stamp;
      if (!this.skipColon() || !this.readNumber()) return false;
      fields.metricColumn[fields.metricCount] = column;
      fields.metricValue[fields.metricCount++] = this.value;
      this.skipSpaces();
    } while (this.bytes[this.at] === comma);
    return this.bytes[this.at++] === close;
  }

  private readSlices(): boolean {
    const { sliceNames, fields } = this.table;
    if (this.bytes[this.at] !== open) return false;
    do {
      this.at++;
      this.skipSpaces();
      const start = this.at + 1;
      if (!this.skipText(maxNameChars) || this.at - 1 === start) return false;
      const column = sliceNames.codeOfBytes(this.bytes, start, this.at - 1);
      if (column === -1 || this.sliceSeen[column] === this.stamp) return false;
      this.sliceSeen[column] = this.stamp;
      if (!this.skipColon()) return false;
      const from = this.at + 1;
      if (!this.skipText(maxFieldChars)) return false;
      const code = this.table.valuesOf(column).codeOfBytes(this.bytes, from, this.at - 1);
      if (code === -1) return false;
      fields.sliceColumn[fields.sliceCount] = column;
      fields.sliceCode[fields.sliceCount++] = code;
      this.skipSpaces();
    } while (this.bytes[this.at] === comma);
    return this.bytes[this.at++] === close;
  }

  /** Reads a text into `text`, where anybody wants it. */
  private readText(): boolean {
    const start = this.at + 1;
    if (!this.skipText(maxFieldChars)) return false;
    if (this.needsTexts) this.text = this.bytes.toString('latin1', start, this.at - 1);
    return true;
  }

  /** `"error": null`; an error with a text is rare enough for the other way. */
  private readNull(): boolean {
    const { bytes, at } = this;
    this.at = at + 4;
    return bytes[at] === 110 && bytes[at + 1] === 117 && bytes[at + 2] === 108 && bytes[at + 3] === 108;
  }

  private readExampleKey(): boolean {
    const start = this.at + 1;
    if (!this.skipText(12) || this.at - 1 - start !== 12) return false;
    for (let at = start; at < start + 12; at++) {
      const byte = this.bytes[at] ?? 0;
      if (!((byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102))) return false;
    }
    this.table.fields.example = this.bytes.toString('latin1', start, start + 12);
    return true;
  }

  /** Reads `"key":` and returns the key's number, −1 where it is none of ours. */
  private readKey(): number {
    this.skipSpaces();
    const start = this.at + 1;
    if (!this.skipText(10)) return -1;
    const length = this.at - 1 - start;
    const { bytes } = this;
    for (let number = 0; number < keys.length; number++) {
      const key = keys[number];
      if (key === undefined || key.length !== length || key[0] !== bytes[start]) continue;
      let same = 1;
      while (same < length && key[same] === bytes[start + same]) same++;
      if (same === length) return this.skipColon() ? number : -1;
    }
    return -1;
  }

  private skipColon(): boolean {
    this.skipSpaces();
    if (this.bytes[this.at] !== colon) return false;
    this.at++;
    this.skipSpaces();
    return true;
  }

  private skipSpaces(): void {
    while (this.bytes[this.at] === 32) this.at++;
  }

  /** Skips a text in quotes of at most `maxChars` plain ASCII characters. */
  private skipText(maxChars: number): boolean {
    const { bytes } = this;
    let at = this.at;
    if (bytes[at] !== quote) return false;
    const limit = at + maxChars + 1;
    for (at++; at <= limit; at++) {
      const byte = bytes[at];
      if (byte === quote) {
        this.at = at + 1;
        return true;
      }
      if (byte === undefined || byte < 32 || byte >= 128 || byte === backslash) return false;
    }
    return false;
  }

  /** Reads a finite number in JSON's grammar into `value`. */
  private readNumber(): boolean {
    const { bytes } = this;
    const start = this.at;
    let at = start;
    const negative = bytes[at] === 45;
    if (negative) at++;
    const first = at;
    let whole = 0;
    let byte = bytes[at] ?? 0;
    while (byte >= 48 && byte <= 57) {
      whole = whole * 10 + (byte - 48);
      byte = bytes[++at] ?? 0;
    }
    let digits = at - first;
    if (digits === 0 || (digits > 1 && bytes[first] === 48)) return false;
    let decimals = 0;
    if (byte === 46) {
      const point = at;
      byte = bytes[++at] ?? 0;
      while (byte >= 48 && byte <= 57) {
        whole = whole * 10 + (byte - 48);
        byte = bytes[++at] ?? 0;
      }
      decimals = at - point - 1;
      if (decimals === 0) return false;
      digits += decimals;
    }
    if (byte === 101 || byte === 69) return this.readByEngine(start, this.endOfExponent(at));
    if (digits > 15) return this.readByEngine(start, at);
    const size = decimals === 0 ? whole : whole / (powersOfTen[decimals] ?? 1);
    this.value = negative ? -size : size;
    this.at = at;
    return true;
  }

  private endOfExponent(start: number): number {
    const { bytes } = this;
    let at = start + 1;
    if (bytes[at] === 43 || bytes[at] === 45) at++;
    const first = at;
    for (let byte = bytes[at] ?? 0; byte >= 48 && byte <= 57; byte = bytes[++at] ?? 0);
    return at === first ? -1 : at;
  }

  /** Digits or exponents beyond the exact range are left to the engine, which rounds correctly. */
  private readByEngine(start: number, end: number): boolean {
    if (end === -1) return false;
    this.value = Number(this.bytes.toString('latin1', start, end));
    this.at = end;
    return Number.isFinite(this.value);
  }
}
