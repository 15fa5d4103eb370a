import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { Failure } from '@weighbridge/contract';
import { type ConfigEntry, gitEnvironment } from './environment.ts';
import { faultOf } from './fault.ts';
import { redact } from './redact.ts';

/** One git command. `args` begin with the subcommand and never hold a secret. */
export interface GitCall {
  readonly args: readonly string[];
  readonly input?: Uint8Array | AsyncIterable<Uint8Array>;
  readonly secretConfig?: readonly ConfigEntry[];
  readonly extraEnv?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Most bytes of stdout that are taken before the command is ended. */
  readonly maxBytes?: number;
}

export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  /** In English, without secrets and control characters. */
  readonly stderr: string;
}

export interface GitOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  readonly secrets: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** Listing a million files takes about 100 MB; more than this is no answer to any of our questions. */
const maxAnswerBytes = 512 * 1_048_576;
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

/** Runs a git command to its end. A non-zero exit is an answer; no git, a time-out or an abort is a Failure. */
export async function runGit(options: GitOptions, call: GitCall): Promise<GitAnswer> {
  const running = startGit(options, call);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of running.stdout as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > (call.maxBytes ?? maxAnswerBytes)) {
      running.end();
      await running.done.catch(() => undefined);
      throw new Failure(
        'infrastructure',
        `git ${commandName(call)} answered with more than ${size} bytes; it was ended`,
      );
    }
    chunks.push(chunk);
  }
  const { code, stderr } = await running.done;
  return { code, stdout: Buffer.concat(chunks, size), stderr };
}

/** Runs a git command and gives its stdout as it comes; throws a Failure at the end if the command failed. */
export async function* streamGit(options: GitOptions, call: GitCall): AsyncGenerator<Uint8Array> {
  const running = startGit(options, call);
  let finished = false;
  try {
    yield* running.stdout as AsyncIterable<Buffer>;
    const { code, stderr } = await running.done;
    finished = true;
    if (code !== 0) throw gitFailure(options, call, stderr);
  } finally {
    if (!finished) running.end();
    await running.done.catch(() => undefined);
  }
}

interface Running {
  readonly stdout: Readable;
  readonly done: Promise<{ readonly code: number; readonly stderr: string }>;
  end(): void;
}

function startGit(options: GitOptions, call: GitCall): Running {
  options.signal?.throwIfAborted();
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
      if (!stdin.write(chunk))
        await new Promise((resolve) => stdin.once('drain', resolve).once('close', resolve));
    }
  }
  stdin.end();
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

/** The failure that a command's stderr stands for, with its likely cause and git's own words. */
export function gitFailure(options: GitOptions, call: GitCall, stderr: string, what?: string): Failure {
  const fault = faultOf(stderr);
  const words = lastWords(stderr);
  const subject = what ?? `git ${commandName(call)} failed in ${call.cwd ?? options.cwd}`;
  return new Failure(
    fault.code,
    `${subject}: ${fault.advice === '' ? '' : `${fault.advice}. `}${words === '' ? 'git gave no reason' : `git said: ${words}`}`,
  );
}

/** The lines of stderr that say something, on one line; hints and progress left out. */
export function lastWords(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(hint:|remote:\s*$|warning: redirecting)/i.test(line));
  return lines.slice(-4).join(' | ').slice(-600);
}

function commandName(call: GitCall): string {
  return call.args.find((arg, index) => !arg.startsWith('-') && call.args[index - 1] !== '-c') ?? 'command';
}
