export const comma = 44;
export const braceOpen = 123;
export const braceClose = 125;
const quote = 34;
const colon = 58;
const backslash = 92;
// 10^0 to 10^22 are exact in a double, so one division of an exact whole number by one of them rounds correctly (Clinger 1990).
const powersOfTen = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
// Up to 15 digits are a whole number that a double holds exactly.
const maxExactDigits = 15;

/** A place in the bytes of plain JSON: texts are ASCII without escapes, and nothing spans lines. Each reader returns whether it found what it reads. */
export class JsonBytes {
  protected bytes: Buffer = Buffer.alloc(0);
  /** The place behind what was read last. */
  protected at = 0;
  /** The number that was read last. */
  protected value = 0;

  protected skipSpaces(): void {
    while (this.bytes[this.at] === 32) this.at++;
  }

  protected skipColon(): boolean {
    this.skipSpaces();
    if (this.bytes[this.at] !== colon) return false;
    this.at++;
    this.skipSpaces();
    return true;
  }

  /** Skips a text in quotes of at most `maxChars` characters. */
  protected skipText(maxChars: number): boolean {
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

  protected skipNull(): boolean {
    const { bytes, at } = this;
    this.at = at + 4;
    return bytes[at] === 110 && bytes[at + 1] === 117 && bytes[at + 2] === 108 && bytes[at + 3] === 108;
  }

  /** Reads a finite number in JSON's grammar into `value`. */
  protected readNumber(): boolean {
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
    if (digits > maxExactDigits) return this.readByEngine(start, at);
    const size = decimals === 0 ? whole : whole / (powersOfTen[decimals] ?? 1);
    this.value = negative ? -size : size;
    this.at = at;
    return true;
  }

  /** The place behind an exponent, −1 where it has no digits. */
  private endOfExponent(start: number): number {
    const { bytes } = this;
    let at = start + 1;
    if (bytes[at] === 43 || bytes[at] === 45) at++;
    const first = at;
    for (let byte = bytes[at] ?? 0; byte >= 48 && byte <= 57; byte = bytes[at] ?? 0) at++;
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
