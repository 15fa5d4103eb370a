import type { Fetch, HttpAnswer } from './fetch.ts';
import type { Limits } from './limits.ts';
import { SourceError, TrickleError, Watch } from './watch.ts';

/** Bytes to send; opened anew for every try. */
export interface OutgoingBody {
  readonly bytes: number;
  open(): AsyncIterable<Uint8Array>;
}

export interface Outgoing {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: OutgoingBody;
  readonly answerMs: number;
}

export interface Exchange {
  readonly status: number;
  readonly headers: HttpAnswer['headers'];
  /** The answer's body, read once; its end, or leaving it, ends the request. */
  body(): AsyncGenerator<Uint8Array, void>;
  /** Leaves the body unread. */
  discard(): Promise<void>;
}

const graceMs = 60_000;

/** One request, and nothing more: no retry, no redirect, no authorization. Throws what fetch throws, or why it was ended. */
export async function exchange(
  fetch: Fetch,
  { url, method, headers, body, answerMs }: Outgoing,
  limits: Limits,
  caller: AbortSignal | undefined,
): Promise<Exchange> {
  const watch = new Watch(caller);
  const { signal } = watch;
  const sending = body && new Sending(body, watch, limits.idleMs, answerMs);
  try {
    signal.throwIfAborted();
    watch.expect(answerMs);
    const answer = await fetch(url, {
      method,
      // Encoded bytes would have another digest.
      headers: {
        'user-agent': 'weighbridge',
        'accept-encoding': 'identity',
        ...headers,
        ...(body !== undefined && { 'content-length': String(body.bytes) }),
      },
      ...(sending !== undefined && { body: sending.bytes(), duplex: 'half' as const }),
      redirect: 'manual',
      signal,
    });
    return {
      status: answer.status,
      headers: answer.headers,
      body: () => incoming(answer, watch, limits),
      discard: () => discard(answer, watch, limits),
    };
  } catch (error) {
    watch.end();
    throw sending?.fault ?? (signal.aborted ? signal.reason : error);
  }
}

/** The body as it is sent, and what went wrong with its source. */
class Sending {
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

async function* incoming(answer: HttpAnswer, watch: Watch, limits: Limits): AsyncGenerator<Uint8Array, void> {
  const { signal } = watch;
  let bytes = 0;
  let waitedMs = 0;
  let since = performance.now();
  try {
    watch.expect(limits.idleMs);
    if (answer.body !== null) {
      for await (const chunk of answer.body) {
        bytes += chunk.length;
        waitedMs += performance.now() - since;
        const late = waitedMs - graceMs;
        if (late > 0 && bytes / late < limits.slowestBytesPerSecond / 1_000) {
          throw new TrickleError(`only ${bytes} bytes came in ${Math.round(waitedMs / 1_000)} s`);
        }
        // How long the reader takes is not the server's fault.
        watch.pause();
        yield chunk;
        signal.throwIfAborted();
        since = performance.now();
        watch.expect(limits.idleMs);
      }
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    watch.end();
  }
}

async function discard(answer: HttpAnswer, watch: Watch, limits: Limits): Promise<void> {
  try {
    // A short body is read to its end, so that the connection can be used again.
    let left = 65_536;
    for await (const chunk of incoming(answer, watch, limits)) {
      left -= chunk.length;
      if (left < 0) break;
    }
  } catch {
    // Nothing was wanted of it.
  }
}
