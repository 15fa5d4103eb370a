/** As much of an answer as is used of it. */
export interface FetchAnswer {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  text(): Promise<string>;
}

export interface FetchRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** `fetch`, as Octokit calls it. */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchAnswer>;

export interface FetchLimits {
  /** For one request, its answer's body included. */
  readonly timeoutMs: number;
  /** Ends every request. */
  readonly signal: AbortSignal | undefined;
}

const bodiless = new Set([204, 205, 304]);

/**
 * A fetch that answers with a whole answer or not at all. Octokit reads the body itself, and takes one that was cut off, or is
 * no JSON, for a success without data; here it is a fault of the network, and is tried again as such.
 */
export function wholeAnswers(fetch: Fetch, { timeoutMs, signal }: FetchLimits): Fetch {
  return async (url, request) => {
    signal?.throwIfAborted();
    // Not AbortSignal.timeout within AbortSignal.any: Node 20 may collect the one as garbage before it fires.
    const stop = new AbortController();
    const cancel = (): void => stop.abort(signal?.reason);
    const late = new DOMException(`no answer within ${timeoutMs} ms`, 'TimeoutError');
    const timer = setTimeout(() => stop.abort(late), timeoutMs);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const answer = await fetch(url, { ...request, signal: stop.signal });
      return wholeAnswer(answer, await answer.text());
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    }
  };
}

function wholeAnswer(answer: FetchAnswer, text: string): FetchAnswer {
  const { status } = answer;
  const empty = bodiless.has(status);
  if (status < 400 && !empty) mustBeJson(text);
  const headers = new Headers([...answer.headers].map(([name, value]) => [name, value]));
  return new Response(empty ? null : text, { status, headers });
}

function mustBeJson(text: string): void {
  try {
    JSON.parse(text);
  } catch (cause) {
    throw new Error('the answer was cut off or is not JSON', { cause });
  }
}
