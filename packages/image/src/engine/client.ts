import { type CommandOutcome, type OutputStream, runCommand } from '@weighbridge/process';
import type { Following } from './engine.ts';
import { engineEnvironment } from './engine-environment.ts';
import { shellLine } from './shell-line.ts';

export interface ClientOptions {
  /** This process's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

export interface Called {
  readonly outcome: CommandOutcome;
  /** Whether it ended with code 0. */
  readonly ok: boolean;
  readonly stdout: string;
  /** Both streams, the last lines of a long output. */
  readonly lines: readonly string[];
}

export interface CallOptions extends Partial<Following> {
  /** On top of the engine's environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly actionsCache?: boolean;
  /** A command that starts the engine's. */
  readonly under?: readonly string[];
  /** Standard output is an answer to be read, not progress. */
  readonly quiet?: boolean;
}

/** Runs an engine's own command. */
export type Client = (args: readonly string[], options?: CallOptions) => Promise<Called>;

/** For questions; what builds, pushes or runs brings its own. */
const questionTimeoutMs = 30_000;
const maxKeptLines = 5_000;

export function createClient(program: string, { env, cwd }: ClientOptions): Client {
  return async (args, options = {}) => {
    const stdout: string[] = [];
    const lines: string[] = [];
    const hear = (line: string, stream: OutputStream) => {
      if (stream === 'stdout') keep(stdout, line);
      keep(lines, line);
      if (!options.quiet) options.onLine?.(line, stream);
    };
    const outcome = await runCommand({
      command: shellLine([...(options.under ?? []), program, ...args]),
      cwd,
      env: { ...engineEnvironment(env, { actionsCache: options.actionsCache ?? false }), ...options.env },
      timeoutMs: options.timeoutMs ?? questionTimeoutMs,
      mask: options.mask ?? [],
      onLine: hear,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    const ok = outcome.kind === 'exited' && outcome.code === 0;
    return { outcome, ok, stdout: stdout.join('\n'), lines };
  };
}

function keep(lines: string[], line: string): void {
  lines.push(line);
  if (lines.length > maxKeptLines) lines.splice(0, maxKeptLines / 2);
}
