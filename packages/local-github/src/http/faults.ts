import type { Incoming } from './incoming.ts';
import { json, type Reply, text } from './reply.ts';

export type FaultKind =
  | 'status'
  | 'rate-limit'
  | 'secondary-limit'
  | 'reset'
  | 'garbage'
  | 'truncated'
  | 'never'
  | 'slow';

/** Something that goes wrong with an operation, for so many times. */
export interface Fault {
  /** `issues/create-comment`, `graphql`, `git/receive-pack`, `git/advertise-receive-pack`, `artifacts/CreateArtifact`, `blobs/put`; `git/*`; `*`. */
  readonly operation: string;
  readonly kind: FaultKind;
  /** Requests it meets, then all is well. Default: 1; `Infinity`: all. */
  readonly times?: number;
  /** Requests that pass before the first it meets. */
  readonly after?: number;
  /** Whether the operation is done all the same, and only its answer is lost. Default: no; `slow` and `truncated` do it always. */
  readonly applied?: boolean;
  /** `status`: 500; `secondary-limit`: 403 (or 429). */
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  /** `slow`: how late the answer comes. */
  readonly delayMs?: number;
  /** Only requests for which this is true. */
  readonly when?: (request: Pick<Incoming, 'method' | 'path' | 'query' | 'body'>) => boolean;
}

export interface Faults {
  /** Adds a fault; the answer tells how often it has struck, and takes it away. */
  add(fault: Fault): { struck(): number; remove(): void };
  clear(): void;
  /** The fault that meets this request, if any. */
  take(operation: string, request: Incoming): Fault | undefined;
}

export function faultBook(): Faults {
  const book = new Set<{ fault: Fault; seen: number; struck: number }>();
  return {
    add(fault) {
      const entry = { fault, seen: 0, struck: 0 };
      book.add(entry);
      return { struck: () => entry.struck, remove: () => void book.delete(entry) };
    },
    clear: () => book.clear(),
    take(operation, request) {
      for (const entry of book) {
        const { fault } = entry;
        if (!names(fault.operation, operation) || fault.when?.(request) === false) continue;
        entry.seen += 1;
        if (entry.seen <= (fault.after ?? 0) || entry.struck >= (fault.times ?? 1)) continue;
        entry.struck += 1;
        return fault;
      }
      return undefined;
    },
  };
}

function names(pattern: string, operation: string): boolean {
  if (pattern.endsWith('*')) return operation.startsWith(pattern.slice(0, -1));
  return pattern === operation;
}

/** The answer of those faults that are answers; undefined for those that are none. */
export function faultReply(fault: Fault, now: Date): Reply | undefined {
  const retry = fault.retryAfterSeconds;
  const retryAfter: Record<string, string> = retry === undefined ? {} : { 'retry-after': String(retry) };
  const limited = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';
  switch (fault.kind) {
    case 'status': {
      const status = fault.status ?? 500;
      if (status >= 502)
        return text(status, '<html><body><h1>Unicorn!</h1></body></html>', {
          'content-type': 'text/html',
          ...retryAfter,
        });
      return json(
        status,
        { message: status === 500 ? 'Server Error' : `Fault ${status}`, documentation_url: limited },
        retryAfter,
      );
    }
    case 'secondary-limit':
      return json(
        fault.status ?? 403,
        {
          message:
            'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
          documentation_url: limited,
        },
        { 'retry-after': '60', ...retryAfter },
      );
    case 'rate-limit':
      return json(
        fault.status ?? 403,
        { message: 'API rate limit exceeded for installation.', documentation_url: limited },
        {
          'x-ratelimit-limit': '1000',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.ceil(now.getTime() / 1_000) + (retry ?? 60)),
        },
      );
    case 'garbage':
      return {
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: '{"id":17,"body":"\u0000<<',
      };
    case 'reset':
    case 'truncated':
    case 'never':
    case 'slow':
      return undefined;
  }
}
