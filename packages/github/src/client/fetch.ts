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
    const timeout = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(url, {
      ...request,
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    const text = await answer.text();
    const headers = new Headers([...answer.headers].map(([name, value]) => [name, value]));
    if (answer.status < 400 && !bodiless.has(answer.status)) mustBeJson(text);
    return new Response(bodiless.has(answer.status) ? null : text, { status: answer.status, headers });
  };
}

function mustBeJson(text: string): void {
  try {
    JSON.parse(text);
  } catch (cause) {
    throw new Error('the answer was cut off or is not JSON', { cause });
  }
}
