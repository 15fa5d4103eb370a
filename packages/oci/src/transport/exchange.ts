import type { Fetch, HttpAnswer } from './fetch.ts';
import type { Limits } from './limits.ts';
import { type OutgoingBody, Sending } from './sending.ts';
import { TrickleError, Watch } from './watch.ts';

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
        const late = waitedMs - limits.slowAfterMs;
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
