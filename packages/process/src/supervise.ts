import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { CommandLog } from './command-log.ts';
import { guard } from './exit-guard.ts';
import type { ProcessTree } from './process-tree.ts';

const defaultGraceMs = 5_000;
/** How long output may still come after the shell has ended, as from `> >(tee log)`. */
const drainMs = 500;
/** How long to wait for the end of what was sent SIGKILL; longer only where the kernel itself hangs. */
const killedMs = 2_000;
const pollMs = 20;
/** setTimeout takes no more (25 days). */
const maxTimerMs = 2_147_483_647;

/** What ended a command first. */
export type Cause =
  | { readonly kind: 'timeout'; readonly timeoutMs: number }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: NodeJS.Signals };

export interface Supervision {
  readonly timeoutMs: number;
  readonly graceMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Follows a started command: reads what it prints, and when it exits, runs out of time or is aborted, ends all that is
 * left of it. Throws what the log's listener throws, after the command has been ended.
 */
export async function supervise(
  child: ChildProcess,
  tree: ProcessTree,
  log: CommandLog,
  { timeoutMs, graceMs = defaultGraceMs, signal }: Supervision,
): Promise<Cause> {
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stopWatching: (() => void)[] = [];
  const ended = new Promise<Cause>((resolve, reject) => {
    child.once('exit', (code, by) =>
      resolve(by === null ? { kind: 'exited', code: code ?? 0 } : { kind: 'signalled', signal: by }),
    );
    const abort = () => resolve({ kind: 'aborted' });
    signal?.addEventListener('abort', abort, { once: true });
    const timer = setTimeout(() => resolve({ kind: 'timeout', timeoutMs }), Math.min(timeoutMs, maxTimerMs));
    const release = guard({ interrupt: abort, kill: () => tree.signal('SIGKILL') });
    readInto(child, log, reject);
    stopWatching.push(
      () => signal?.removeEventListener('abort', abort),
      () => clearTimeout(timer),
      release,
    );
  });
  try {
    const cause = await ended;
    if (cause.kind === 'exited' || cause.kind === 'signalled') await within(drainMs, closed);
    return cause;
  } finally {
    await endTree(tree, graceMs);
    await within(drainMs, closed);
    child.stdout?.destroy();
    child.stderr?.destroy();
    for (const stop of stopWatching) stop();
  }
}

function readInto(child: ChildProcess, log: CommandLog, failed: (error: unknown) => void): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.on('data', (chunk: Buffer) => {
      try {
        log.write(chunk, stream);
      } catch (error) {
        failed(error);
      }
    });
  }
}

/** SIGTERM to the whole tree, and SIGKILL to what is left after the grace. */
async function endTree(tree: ProcessTree, graceMs: number): Promise<void> {
  if (tree.signal('SIGTERM') === 0) return;
  if (await pollUntil(() => tree.members().length === 0, graceMs)) return;
  // Again and again: what is killed may just have started another.
  await pollUntil(() => tree.signal('SIGKILL') === 0, killedMs);
}

async function pollUntil(done: () => boolean, forMs: number): Promise<boolean> {
  const deadline = performance.now() + forMs;
  while (!done()) {
    if (performance.now() >= deadline) return false;
    await delay(pollMs);
  }
  return true;
}

/** Waits for the promise, but no longer than so. */
async function within(ms: number, promise: Promise<void>): Promise<void> {
  const timer = new AbortController();
  await Promise.race([promise, delay(ms, undefined, { signal: timer.signal }).catch(() => {})]);
  timer.abort();
}
