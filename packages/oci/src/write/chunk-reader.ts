import type { BlobSource } from './blob-source.ts';

/**
 * Reads a source chunk by chunk, and keeps the last one: an upload that broke off mostly goes on within it. Only where it goes
 * further back, the source is opened again.
 */
export class ChunkReader {
  readonly #source: BlobSource;
  #chunks: AsyncIterator<Uint8Array> | undefined;
  /** Where the kept bytes begin and end. */
  #start = 0;
  #kept: Buffer = Buffer.alloc(0);
  /** Read, and beyond the kept bytes. */
  #rest: Uint8Array = new Uint8Array();

  constructor(source: BlobSource) {
    this.#source = source;
  }

  /** At most so many bytes from an offset on; fewer only at the end, or within what is kept. */
  async at(offset: number, maxBytes: number): Promise<Buffer> {
    const end = this.#start + this.#kept.length;
    if (this.#chunks !== undefined && offset >= this.#start && offset < end) {
      return this.#kept.subarray(offset - this.#start, offset - this.#start + maxBytes);
    }
    if (this.#chunks === undefined || offset !== end) await this.#open(offset);
    const bytes = Buffer.allocUnsafe(Math.min(maxBytes, this.#source.size - offset));
    let filled = 0;
    while (filled < bytes.length) {
      if (this.#rest.length === 0) {
        const next = await this.#chunks?.next();
        if (next === undefined || next.done === true) throw new Error('it is shorter than it was');
        this.#rest = next.value;
      }
      const part = this.#rest.subarray(0, bytes.length - filled);
      bytes.set(part, filled);
      filled += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    this.#start = offset;
    this.#kept = bytes;
    if (offset + filled === this.#source.size) await this.#expectEnd();
    return bytes;
  }

  async close(): Promise<void> {
    await this.#chunks?.return?.();
    this.#chunks = undefined;
  }

  /** Lets a source that verifies itself do so. */
  async #expectEnd(): Promise<void> {
    while (this.#rest.length === 0) {
      const next = await this.#chunks?.next();
      if (next === undefined || next.done === true) return;
      this.#rest = next.value;
    }
    throw new Error('it is longer than it was');
  }

  async #open(offset: number): Promise<void> {
    await this.close();
    this.#chunks = this.#source.open(offset)[Symbol.asyncIterator]();
    this.#start = offset;
    this.#kept = Buffer.alloc(0);
    this.#rest = new Uint8Array();
  }
}
