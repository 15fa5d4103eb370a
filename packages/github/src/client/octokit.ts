import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import Bottleneck from 'bottleneck/light.js';
import { callOf } from './call.ts';
import type { Fetch } from './fetch.ts';
import { maxRetries, type Patience, passingFaults } from './passing-faults.ts';
import { secondsBetween } from './spacing.ts';

export interface ClientOptions extends Patience {
  readonly apiUrl: string;
  readonly token: string;
  readonly fetch: Fetch;
  readonly secondMs: number;
}

/** Octokit with GitHub's own plugins for retries and limits. Waits for nothing that is longer than there is patience for. */
export function octokitWith(options: ClientOptions) {
  const { apiUrl, token, fetch, secondMs, waits, signal } = options;
  const Client = Octokit.plugin(
    (octokit) => {
      passingFaults(octokit, options);
      return {};
    },
    retry,
    throttling,
  );
  const pause =
    (why: string) =>
    (seconds: number, request: { readonly request?: unknown }): boolean => {
      const call = callOf(request);
      if (call === undefined || signal?.aborted === true) return false;
      call.tries += 1;
      if (call.tries > maxRetries || !waits.take(seconds, `asks for a pause (${why})`)) return false;
      call.paused = true;
      return true;
    };
  return new Client({
    auth: token,
    baseUrl: apiUrl,
    userAgent: 'weighbridge',
    request: { fetch },
    log: silent,
    retry: { doNotRetry: everyFault, retryAfterBaseValue: secondMs },
    throttle: {
      retryAfterBaseValue: secondMs,
      write: spaced(secondsBetween.write * secondMs),
      notifications: spaced(secondsBetween.notification * secondMs),
      onRateLimit: pause('rate limit'),
      onSecondaryRateLimit: pause('secondary rate limit'),
    },
  });
}

function spaced(minTime: number): Bottleneck.Group {
  return new Bottleneck.Group({ maxConcurrent: 1, minTime });
}

/** What may pass is decided by `passingFaults`. */
const everyFault = Array.from({ length: 200 }, (_, index) => 400 + index);

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
