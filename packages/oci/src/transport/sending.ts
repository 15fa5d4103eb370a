import { SourceError, type Watch } from './watch.ts';

/** Bytes to send; opened anew for every try. */
export interface OutgoingBody {
  readonly bytes: number;
  open(): AsyncIterable<Uint8Array>;
}

/** The body as it is sent, and what went wrong with its source. */
export class Sending {
  readonly #body: OutgoingBody;
  readonly #watch: Watch;
  readonly #idleMs: number;
  readonly #answerMs: number;
  fault: SourceError | undefined;

  constructor(body: OutgoingBody, watch: Watch, idleMs: number, answerMs: number) {
    this.#body = body;
    this.#watch = watch;
    this.#idleMs = idleMs;
    this.#answerMs = answerMs;
  }

  async *bytes(): AsyncGenerator<Uint8Array, void> {
    let left = this.#body.bytes;
    const chunks = this.#body.open()[Symbol.asyncIterator]();
    try {
      while (true) {
        // How long the source takes is not the server's fault; it watches itself.
        this.#watch.pause();
        const next = await this.#read(chunks);
        if (next === undefined) break;
        left -= next.length;
        if (left < 0) throw this.#broken('it is longer than it was');
        this.#watch.expect(this.#idleMs);
        yield next;
      }
      if (left > 0) throw this.#broken('it is shorter than it was');
    } finally {
      this.#watch.expect(this.#answerMs);
      await chunks.return?.();
    }
  }

  async #read(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
    try {
      const next = await chunks.next();
      return next.done === true ? undefined : next.value;
    } catch (cause) {
      throw this.#broken(cause instanceof Error ? cause.message : 'it could not be read', cause);
    }
  }

  #broken(why: string, cause?: unknown): SourceError {
    this.fault = new SourceError(why, { cause });
    return this.fault;
  }
}
