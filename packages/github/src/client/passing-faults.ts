import type { Octokit } from '@octokit/core';
import { RequestError } from '@octokit/request-error';
import { callOf, LookAgain } from './call.ts';
import { isLimit } from './failure-of.ts';
import type { Waits } from './waits.ts';

/** A request is sent four times at most: GitHub's blips pass within seconds, an outage does not pass within minutes. */
export const maxRetries = 3;

const passing = new Set([408, 425, 500, 502, 503, 504]);
const secondsWithoutAdvice = 60;

export interface Patience {
  readonly waits: Waits;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

interface Retrying {
  readonly retry: { retryRequest(error: RequestError, retries: number, retryAfter: number): RequestError };
}

/**
 * Decides which faults may pass, and how long to wait: as long as the server asks, else 1, 4 and 9 seconds. Octokit's retry plugin does
 * the waiting and sending. It stands before that plugin, whose own decisions are switched off: they know no `retry-after`.
 */
export function passingFaults(octokit: Octokit, { waits, timeoutMs, signal }: Patience): void {
  octokit.hook.before('request', (options) => {
    const call = callOf(options);
    if (call?.once === true && call.paused) throw new LookAgain();
  });
  octokit.hook.error('request', (error, options) => {
    const call = callOf(options);
    if (!(error instanceof RequestError) || call === undefined || signal?.aborted) throw error;
    const timedOut = error.cause instanceof Error && error.cause.name === 'TimeoutError';
    if (timedOut) waits.spend(timeoutMs / 1_000);
    const wait = secondsToWait(error, call.tries);
    if (wait === undefined) throw error;
    call.tries += 1;
    if (call.tries > maxRetries) throw error;
    if (!waits.take(wait, reason(error))) throw error;
    call.paused = true;
    throw retrierOf(octokit).retry.retryRequest(error, maxRetries, wait);
  });
}

function secondsToWait(error: RequestError, tries: number): number | undefined {
  const usual = (tries + 1) ** 2;
  if (error.response === undefined) return usual;
  // Limits that throttling knows are its own.
  if (isThrottled(error)) return undefined;
  const asked = Number(error.response.headers['retry-after']);
  if (asked > 0) return passing.has(error.status) || isLimit(error) ? Math.ceil(asked) : undefined;
  if (isLimit(error)) return secondsWithoutAdvice;
  return passing.has(error.status) ? usual : undefined;
}

/** By which throttling tells a limit. */
function isThrottled(error: RequestError): boolean {
  if (error.status !== 403 && error.status !== 429) return false;
  return (
    /\bsecondary rate\b/i.test(error.message) || error.response?.headers['x-ratelimit-remaining'] === '0'
  );
}

function reason(error: RequestError): string {
  if (error.response !== undefined) return `answered ${error.status}`;
  const timedOut = error.cause instanceof Error && error.cause.name === 'TimeoutError';
  return timedOut ? 'did not answer in time' : `gave no whole answer (${error.message})`;
}

function retrierOf(octokit: object): Retrying {
  if ('retry' in octokit) return octokit as Retrying;
  throw new Error('the retry plugin is not there');
}
