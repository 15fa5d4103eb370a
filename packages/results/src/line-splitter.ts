const lineBreak = 10;

/** What a reader of lines gets: the bytes without the line break, and where the line stands. */
export interface LineSink {
  /**
   * Tries to read a whole line at `start` without knowing its end. Returns the place after its line break, or −1 where the line has to
   * be handed over by `line` instead.
   */
  fast?(bytes: Buffer, start: number, line: number): number;
  /** A line; `cut` where the file ended without a line break. `offset` counts bytes from the start of the file. */
  line(bytes: Buffer, line: number, cut: boolean, offset: number): void;
  /** A line longer than the bound; its bytes are not kept. */
  tooLong(line: number): void;
}

/** Splits chunks into lines, holding no more than one line beside the chunk. */
export class LineSplitter {
  private readonly sink: LineSink;
  private readonly maxBytes: number;
  private carry: Buffer[] = [];
  private carried = 0;
  private skipping = false;
  private lineNumber = 1;
  private offset = 0;

  constructor(sink: LineSink, maxBytes: number) {
    this.sink = sink;
    this.maxBytes = maxBytes;
  }

  feed(chunk: Buffer): void {
    let start = 0;
    if (this.carried > 0 || this.skipping) {
      const end = chunk.indexOf(lineBreak);
      if (end === -1) {
        this.keep(chunk);
        return;
      }
      this.keep(chunk.subarray(0, end));
      this.endCarried(false);
      this.offset++;
      start = end + 1;
    }
    const sink = this.sink;
    while (start < chunk.length) {
      const next = sink.fast === undefined ? -1 : sink.fast(chunk, start, this.lineNumber);
      if (next !== -1 && next - start <= this.maxBytes) {
        this.lineNumber++;
        this.offset += next - start;
        start = next;
        continue;
      }
      const end = chunk.indexOf(lineBreak, start);
      if (end === -1) {
        this.keep(chunk.subarray(start));
        return;
      }
      if (end - start > this.maxBytes) sink.tooLong(this.lineNumber);
      else sink.line(chunk.subarray(start, end), this.lineNumber, false, this.offset);
      this.lineNumber++;
      this.offset += end + 1 - start;
      start = end + 1;
    }
  }

  /** The file ended: hands over what stands after the last line break. */
  end(): void {
    if (this.carried > 0 || this.skipping) this.endCarried(true);
  }

  private keep(part: Buffer): void {
    this.offset += part.length;
    this.carried += part.length;
    if (this.carried > this.maxBytes) {
      this.skipping = true;
      this.carry = [];
    } else if (!this.skipping && part.length > 0) this.carry.push(part);
  }

  private endCarried(cut: boolean): void {
    const length = this.carried;
    if (this.skipping) this.sink.tooLong(this.lineNumber);
    else this.sink.line(Buffer.concat(this.carry), this.lineNumber, cut, this.offset - length);
    this.carry = [];
    this.carried = 0;
    this.skipping = false;
    this.lineNumber++;
  }
}
