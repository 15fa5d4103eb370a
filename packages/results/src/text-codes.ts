const cacheSize = 256;

interface CachedText {
  readonly bytes: Buffer;
  readonly code: number;
}

/** Texts as small numbers, in order of appearance; a text that came as ASCII bytes is found without making a string of it. */
export class TextCodes {
  readonly texts: string[] = [];
  private readonly codes = new Map<string, number>();
  private readonly cache: (CachedText | undefined)[] = new Array<CachedText | undefined>(cacheSize).fill(
    undefined,
  );
  private readonly max: number;

  constructor(max: number) {
    this.max = max;
  }

  /** The code of a text, given out at its first appearance; −1 where there are already `max` others. */
  codeOf(text: string): number {
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    if (this.texts.length >= this.max) return -1;
    this.codes.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  /** The same for ASCII bytes from `start` to before `end`. */
  codeOfBytes(bytes: Buffer, start: number, end: number): number {
    const length = end - start;
    const mixed = length * 31 + (bytes[start] ?? 0) * 7 + (bytes[end - 1] ?? 0) * 131;
    const slot = (mixed + (bytes[start + (length >> 1)] ?? 0) * 17) & (cacheSize - 1);
    const cached = this.cache[slot];
    if (cached !== undefined && equalBytes(cached.bytes, bytes, start, end)) return cached.code;
    const text = bytes.toString('latin1', start, end);
    const code = this.codeOf(text);
    if (code !== -1) this.cache[slot] = { bytes: Buffer.from(text, 'latin1'), code };
    return code;
  }
}

function equalBytes(known: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let at = 0; at < known.length; at++) {
    if (known[at] !== bytes[start + at]) return false;
  }
  return true;
}
