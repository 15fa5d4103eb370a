/** As much of an answer as is used of it. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

export interface HttpRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: AsyncIterable<Uint8Array>;
  readonly duplex?: 'half';
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

/** `fetch`, as far as it is used. */
export type Fetch = (url: string, request: HttpRequest) => Promise<HttpAnswer>;
