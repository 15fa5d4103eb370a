/** Time and chance, handed in so that tests neither wait nor depend on luck. */
export interface Timing {
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** At least 0, less than 1. */
  random(): number;
}

export const realTiming: Timing = {
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      function done(): void {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      }
      signal?.addEventListener('abort', done);
    }),
  random: () => Math.random(),
};

/** Four tries wait 0.5, 1 and 2 s, plus or minus a half: a blip passes, an outage is told within seconds. */
export const maxTries = 4;
const firstDelayMs = 500;

/** Waiting time after the given try (1-based): doubled each time, with jitter so that many runners do not meet again. */
export function delayMs(tries: number, random: number): number {
  return firstDelayMs * 2 ** (tries - 1) * (0.5 + random);
}

/** An answer that is final, or one after which the same may be tried again. */
export type Try<T> = { readonly final: T } | { readonly passing: T };

/** Runs `attempt` until its answer is final or the tries are used up; gives the last answer. */
export async function retrying<T>(
  attempt: (tries: number) => Promise<Try<T>>,
  timing: Timing,
  signal?: AbortSignal,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const answer = await attempt(tries);
    if ('final' in answer) return answer.final;
    if (tries >= maxTries || signal?.aborted === true) return answer.passing;
    await timing.sleep(delayMs(tries, timing.random()), signal);
  }
}
