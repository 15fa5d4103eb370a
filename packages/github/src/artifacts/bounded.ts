import { Failure } from '@weighbridge/contract';

/** How long a call to the artifact service may take. */
export interface ArtifactLimits {
  /** Without any sign of life. */
  readonly idleMs: number;
  readonly totalMs: number;
}

/**
 * The client tries five times and waits up to 13 s in between; a request that is never answered it waits for three
 * minutes each time, 15 in all. Nobody waits that long for a file.
 */
export const artifactLimits: ArtifactLimits = { idleMs: 60_000, totalMs: 15 * 60_000 };

/**
 * Waits for work that cannot be stopped, and no longer than the limits allow: it throws a Failure then, and where the signal is
 * aborted. The work may go on until the process ends, and nobody hears of it any more.
 *
 * @param what begins the sentence of the failure: `uploading x`
 * @param work is given a function to call at each sign of life
 */
export function bounded<Result>(
  what: string,
  { idleMs, totalMs }: ArtifactLimits,
  signal: AbortSignal,
  work: (alive: () => void) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let over = false;
    const end = (settle: () => void): void => {
      over = true;
      clearTimeout(idle);
      clearTimeout(total);
      signal.removeEventListener('abort', interrupt);
      settle();
    };
    const fail = (sentence: string): void => end(() => reject(new Failure('infrastructure', sentence)));
    const interrupt = (): void => fail(`${what} was interrupted`);
    const idle = setTimeout(
      () => fail(`${what}: the artifact service did not answer for ${seconds(idleMs)}; re-run the job`),
      idleMs,
    );
    const total = setTimeout(
      () => fail(`${what} took more than ${seconds(totalMs)}; re-run the job`),
      totalMs,
    );
    signal.addEventListener('abort', interrupt);
    if (signal.aborted) return interrupt();
    work(() => {
      if (!over) idle.refresh();
    }).then(
      (result) => end(() => resolve(result)),
      (error: unknown) => end(() => reject(error)),
    );
  });
}

const seconds = (ms: number): string => `${Math.ceil(ms / 1_000)} s`;
