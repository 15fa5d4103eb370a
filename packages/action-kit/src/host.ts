import { randomUUID } from 'node:crypto';

/** Signals by which a job is cancelled: the runner sends SIGINT, 7.5 s later SIGTERM, and kills 2.5 s after that. */
export type InterruptSignal = 'SIGHUP' | 'SIGINT' | 'SIGTERM';

/** The process of a step, as an action sees it. */
export interface ActionHost {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Who runs the step; undefined where the system has no such numbers. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** Version of Weighbridge. */
  readonly version: string;
  readonly now: () => Date;
  /** At least 0, less than 1. */
  readonly random: () => number;
  /** Text that nobody can guess, another one each time. */
  readonly unguessable: () => string;
  /** Writes to the step's log, in order. */
  write(text: string): void;
  /** Settles when all that was written has gone out. */
  flush(): Promise<void>;
  /** Gives what takes the listener away again. */
  onInterrupt(listener: (signal: InterruptSignal) => void): () => void;
  /** What nothing caught; gives what takes the listener away again. */
  onCrash(listener: (error: unknown) => void): () => void;
  /** Ends the process, whatever is still under way. */
  exit(code: number): void;
  /** How long is waited: for work to end that was interrupted, and for a report after it. */
  readonly limits: { readonly graceMs: number; readonly postMs: number };
}

const interruptSignals: readonly InterruptSignal[] = ['SIGHUP', 'SIGINT', 'SIGTERM'];

function owner(): ActionHost['user'] {
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

/** This process, and the runner's files and variables in its environment. */
export function processHost(version: string): ActionHost {
  const { stdout, env } = process;
  // Whoever reads the log may have gone: that is no fault of the step's.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const on = (events: readonly string[], listener: (value: unknown) => void) => {
    for (const event of events) process.on(event, listener);
    return () => {
      for (const event of events) process.removeListener(event, listener);
    };
  };
  return {
    env,
    cwd: process.cwd(),
    user: owner(),
    version,
    now: () => new Date(),
    random: () => Math.random(),
    unguessable: () => randomUUID(),
    // The only stream that is used: the runner reads standard error beside it, in whatever order.
    write: (text) => void stdout.write(text),
    flush: () => new Promise((done) => stdout.write('', () => done())),
    onInterrupt: (listener) =>
      on(interruptSignals, (name) => {
        const signal = interruptSignals.find((one) => one === name);
        if (signal !== undefined) listener(signal);
      }),
    onCrash: (listener) => on(['uncaughtException', 'unhandledRejection'], listener),
    exit: (code) => process.exit(code),
    limits: { graceMs: 5_000, postMs: 60_000 },
  };
}
