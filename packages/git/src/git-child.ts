import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { Failure } from '@weighbridge/contract';
import { gitEnvironment } from './environment.ts';
import { commandName, type GitCall, type GitOptions } from './git-call.ts';
import { redact } from './redact.ts';

const maxStderrChars = 64 * 1_024;
/** Time between asking git to end, so that it removes its locks, and ending it for good. */
const graceMs = 2_000;

/**
 * Settings of the user that would change what our commands do or leave a process behind: hooks, background
 * maintenance, the file system monitor's daemon, signing and what follows a push.
 */
const ownConfig: readonly string[] = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.quotePath=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'submodule.recurse=false',
  'fetch.recurseSubmodules=false',
  'fetch.writeCommitGraph=false',
  'push.gpgSign=false',
  'push.followTags=false',
  'push.recurseSubmodules=no',
  'log.showSignature=false',
  'i18n.commitEncoding=UTF-8',
  'i18n.logOutputEncoding=UTF-8',
].flatMap((entry) => ['-c', entry]);

/** A git command under way. */
export interface RunningGit {
  readonly stdout: Readable;
  readonly done: Promise<{ readonly code: number; readonly stderr: string }>;
  end(): void;
}

/** Starts a command; `done` rejects with a Failure where git could not be started, took too long or was stopped. */
export function startGit(options: GitOptions, call: GitCall): RunningGit {
  if (options.signal?.aborted === true)
    throw new Failure('infrastructure', `git ${commandName(call)} was stopped`);
  const cwd = call.cwd ?? options.cwd;
  const child = spawn('git', [...ownConfig, ...call.args], {
    cwd,
    env: { ...gitEnvironment(options.env, call.secretConfig), ...call.extraEnv },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    // A group of its own: git's helpers (git-remote-https, ssh) end with it, not when their network does.
    detached: process.platform !== 'win32',
  });
  const stderr = collectStderr(child.stderr);
  let stopped: Failure | undefined;
  let grace: NodeJS.Timeout | undefined;
  const stop = (reason: string): void => {
    stopped ??= new Failure('infrastructure', reason);
    endGroup(child, 'SIGTERM');
    grace ??= setTimeout(() => endGroup(child, 'SIGKILL'), graceMs);
  };
  const timer = setTimeout(
    () =>
      stop(
        `git ${commandName(call)} took longer than ${options.timeoutMs / 1_000} s and was ended; check the network, or the server`,
      ),
    options.timeoutMs,
  );
  const onAbort = (): void => stop(`git ${commandName(call)} was stopped`);
  options.signal?.addEventListener('abort', onAbort);
  const done = new Promise<{ code: number; stderr: string }>((resolve, reject) => {
    child.on('error', (cause) => reject(startFailure(cause, cwd)));
    child.on('close', (code, signal) => {
      if (stopped !== undefined) reject(stopped);
      else
        resolve({
          code: code ?? 128,
          stderr: redact(`${stderr()}${signal === null ? '' : `ended by ${signal}`}`, options.secrets),
        });
    });
  }).finally(() => {
    clearTimeout(timer);
    clearTimeout(grace);
    options.signal?.removeEventListener('abort', onAbort);
  });
  done.catch(() => undefined);
  feed(child.stdin, call.input).catch((cause: unknown) => {
    stop(
      `git ${commandName(call)} could not be given its input: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  });
  return { stdout: child.stdout, done, end: () => endGroup(child, 'SIGTERM') };
}

async function feed(stdin: Writable, input: GitCall['input']): Promise<void> {
  // A command that ends without reading its input says why on stderr; the broken pipe adds nothing.
  let broken = false;
  stdin.on('error', () => {
    broken = true;
  });
  if (input instanceof Uint8Array) stdin.write(input);
  else if (input !== undefined) {
    for await (const chunk of input) {
      if (broken) return;
      if (!stdin.write(chunk)) await drained(stdin);
    }
  }
  stdin.end();
}

/** Resolves when the stream takes more, or never will. */
function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      stream.off('drain', go).off('close', go);
      resolve();
    };
    stream.on('drain', go).on('close', go);
    if (stream.destroyed) go();
  });
}

function collectStderr(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    text = (text + chunk).slice(-maxStderrChars);
  });
  return () => text;
}

function endGroup(child: ChildProcessByStdio<Writable, Readable, Readable>, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

function startFailure(cause: Error, cwd: string): Failure {
  const missing = 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
  return new Failure(
    'infrastructure',
    missing
      ? `git could not be started in ${cwd}: it is not on the PATH, or the folder is not there; install git 2.30 or newer`
      : `git could not be started: ${cause.message}`,
    { cause },
  );
}
