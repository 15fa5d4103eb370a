import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RunChoices } from './make-run.ts';

const script = fileURLToPath(new URL('./write-run.ts', import.meta.url));

export interface Writer {
  /** When its run is about to be written. */
  readonly ready: Promise<unknown>;
  /** What it said: whether the run was created. Rejects if it failed. */
  readonly done: Promise<string>;
  /** Ends it and all its descendants at once, as a power cut would. */
  kill(): void;
}

/** Stores a run in a process of its own. */
export function startWriter(
  kind: 'git' | 'folder',
  where: string,
  files: string,
  choices: RunChoices,
  env: NodeJS.ProcessEnv,
): Writer {
  const args = ['--conditions=source', '--no-warnings', script, kind, where, files, JSON.stringify(choices)];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const done = once(child, 'close').then(([code]) => {
    if (code !== 0) throw new Error(`the writer ended with ${String(code)}: ${err}`);
    return out.replace('ready\n', '').trim();
  });
  done.catch(() => undefined);
  return { ready: Promise.race([once(child.stdout, 'data'), done]), done, kill: () => killTree(child) };
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  // Found before any of them dies: an orphan would be hard to find.
  for (const pid of [child.pid, ...descendants(child.pid)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

function descendants(pid: number): readonly number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1')
      .split(' ')
      .filter((id) => id !== '')
      .map(Number);
    return children.flatMap((child) => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}
