import { once } from 'node:events';
import { version } from '@weighbridge/contract';
import type { Call } from '@weighbridge/verbs';
import { terminalReporter } from './terminal-reporter.ts';

/** The process as the verbs and the printing of their outcomes see it. */
export interface Terminal {
  readonly call: Call;
  readonly width: number;
  readonly colour: boolean;
  /** Whether somebody sits at standard output. */
  readonly interactive: boolean;
  print(text: string): void;
  complain(text: string): void;
  /** Resolves when the process is told to end: what is served until then has not failed, and the exit code stays. */
  untilInterrupted(): Promise<void>;
}

/** Columns where there is no terminal, or one that does not say. */
const usualWidth = 100;

/** Widest text that is still read with ease, in columns. */
const maxWidth = 110;

/** @param expectInterruption told that from now on an interruption is how the command ends */
export function openTerminal(signal: AbortSignal, expectInterruption: () => void): Terminal {
  const { stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe);
  const wants = (stream: NodeJS.WriteStream): boolean =>
    env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0'
      ? true
      : stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  const reporter = terminalReporter(stderr, wants(stderr));
  return {
    call: {
      cwd: process.cwd(),
      env,
      now: () => new Date(),
      random: () => Math.random(),
      reporter,
      signal,
      version,
      user: owner(),
    },
    width: Math.min(stdout.columns || usualWidth, maxWidth),
    colour: wants(stdout),
    interactive: stdout.isTTY === true,
    print(text) {
      reporter.clear();
      stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    },
    complain(text) {
      reporter.clear();
      stderr.write(`${text}\n`);
    },
    async untilInterrupted() {
      if (signal.aborted) return;
      expectInterruption();
      await once(signal, 'abort');
    },
  };
}

/** Who calls; undefined where the system has no such numbers. */
function owner(): { readonly uid: number; readonly gid: number } | undefined {
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

/** Whoever reads our output may stop (`| head`): that ends nothing and is no fault. */
function ignoreClosedPipe(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
}
