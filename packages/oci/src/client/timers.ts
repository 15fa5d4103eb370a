import { setTimeout as wait } from 'node:timers/promises';

/** The clock, and what waits by it. */
export interface Timers {
  now(): number;
  /** Ends early, by an error, with the signal. */
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
}

export const systemTimers: Timers = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await wait(ms, undefined, signal === undefined ? {} : { signal });
  },
};
