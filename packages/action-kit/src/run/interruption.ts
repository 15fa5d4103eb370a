import type { ActionHost, InterruptSignal } from '../host.ts';

/** What a shell says of a process that a signal ended: 128 and the signal's number. */
const codes: Readonly<Record<InterruptSignal, number>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** Watches for what ends a run from outside: a cancelled job, and errors that nothing caught. */
export interface Interruption {
  /** Aborted when the job is cancelled: children are killed. */
  readonly signal: AbortSignal;
  /** The step's exit code, once the job was cancelled. */
  code(): number | undefined;
  /** Waits for work; no longer than a moment after an interruption, and throws at once what nothing caught. */
  during<Result>(work: Promise<Result>): Promise<Result | undefined>;
  end(): void;
}

/** Begins to watch. A second signal ends the wait for the work at once. */
export function watchInterruption(host: ActionHost): Interruption {
  const controller = new AbortController();
  let code: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let release: () => void = () => undefined;
  let crash: (error: unknown) => void = () => undefined;
  const released = new Promise<undefined>((resolve, reject) => {
    release = () => resolve(undefined);
    crash = reject;
  });
  // It is only heard while there is work.
  released.catch(() => undefined);
  const stops = [
    host.onInterrupt((signal) => {
      if (code !== undefined) release();
      code = codes[signal];
      timer ??= setTimeout(release, host.limits.graceMs);
      controller.abort();
    }),
    host.onCrash((error) => crash(error)),
  ];
  return {
    signal: controller.signal,
    code: () => code,
    during: (work) => Promise.race([work, released]),
    end() {
      clearTimeout(timer);
      for (const stop of stops) stop();
    },
  };
}
