import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { CommandLog, type OutputStream } from './command-log.ts';
import type { CommandOutcome } from './command-outcome.ts';
import { ProcessTree } from './process-tree.ts';
import { SecretMask } from './secret-mask.ts';
import { findShell } from './shell.ts';
import { supervise } from './supervise.ts';

export interface CommandRequest {
  /** What a `run:` step would hold: one or more lines for `bash -e -o pipefail`, or `sh -e` where there is no bash. */
  readonly command: string;
  readonly cwd: string;
  /** The whole environment; see `userEnvironment`. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Values that are printed as `***`; those under 4 characters are left alone. */
  readonly mask: readonly string[];
  /** Called with every line as it comes, without its line end. */
  readonly onLine: (line: string, stream: OutputStream) => void;
  readonly signal?: AbortSignal;
  /** How long the command has between SIGTERM and SIGKILL. */
  readonly graceMs?: number;
}

/**
 * Runs a command of the user's to its end, with nothing on stdin. When this returns nothing of it runs any more, be it
 * that it ended and left processes behind, ran out of time, or was aborted (by `signal`, or by SIGINT, SIGTERM
 * or SIGHUP to this process). Throws only what `onLine` throws.
 */
export async function runCommand(request: CommandRequest): Promise<CommandOutcome> {
  const startedAt = performance.now();
  const log = new CommandLog(new SecretMask(request.mask), request.onLine);
  const ended = () => ({ durationMs: performance.now() - startedAt, lastLines: log.lastLines });
  if (request.signal?.aborted) return { kind: 'aborted', ...ended() };

  const marker = `WEIGHBRIDGE_COMMAND_${randomUUID().replaceAll('-', '')}`;
  const started = await start(request, marker);
  if (typeof started === 'string') return { kind: 'not-started', reason: started, ...ended() };

  const cause = await supervise(started.child, new ProcessTree(started.pid, marker), log, request);
  log.end();
  return { ...cause, ...ended() };
}

/** The running shell, or why there is none. */
async function start(
  { command, cwd, env }: CommandRequest,
  marker: string,
): Promise<{ child: ChildProcess; pid: number } | string> {
  const shell = findShell(env['PATH']);
  if (shell === undefined) return 'neither bash nor sh is on the PATH';
  try {
    if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) return `there is no folder ${cwd}`;
    const child = spawn(shell.file, [...shell.args, command], {
      cwd,
      env: { ...env, [marker]: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // its own group and session, which can be ended as a whole
    });
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    return child.pid === undefined ? `${shell.file} has no process id` : { child, pid: child.pid };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
