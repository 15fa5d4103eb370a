import { spawn } from 'node:child_process';

export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitCall {
  readonly gitDir?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** One person and one time for every commit that GitHub itself makes. */
export function committer(at: Date): Record<string, string> {
  const when = `${Math.floor(at.getTime() / 1_000)} +0000`;
  return {
    GIT_AUTHOR_NAME: 'GitHub',
    GIT_AUTHOR_EMAIL: 'noreply@github.com',
    GIT_AUTHOR_DATE: when,
    GIT_COMMITTER_NAME: 'GitHub',
    GIT_COMMITTER_EMAIL: 'noreply@github.com',
    GIT_COMMITTER_DATE: when,
  };
}

/** The environment of every git child: nothing of the user's settings, nothing of a repository around us. */
export function serverEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const config: Record<string, string> = {
    'safe.directory': '*',
    'gc.auto': '0',
    'maintenance.auto': 'false',
    'core.quotePath': 'false',
    'init.defaultBranch': 'main',
  };
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(Object.keys(config).length) };
  Object.entries(config).forEach(([key, value], index) => {
    variables[`GIT_CONFIG_KEY_${index}`] = key;
    variables[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  const { PATH = '/usr/local/bin:/usr/bin:/bin', HOME = '/', TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    ...variables,
    ...extra,
  };
}

/** Runs git to its end; a non-zero exit is an answer. */
export async function tryGit(args: readonly string[], call: GitCall = {}): Promise<GitAnswer> {
  const where = call.gitDir === undefined ? [] : [`--git-dir=${call.gitDir}`];
  const child = spawn('git', [...where, ...args], {
    cwd: '/',
    env: serverEnvironment(call.env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  // A command that ends without reading its input says why on stderr.
  child.stdin.on('error', () => undefined);
  child.stdin.end(call.input);
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit) => resolve(exit ?? 128));
  });
  return { code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
}

/** Runs git and gives what it printed, without the last newline. Throws an Error with git's words if it failed. */
export async function git(args: readonly string[], call: GitCall = {}): Promise<string> {
  const { code, stdout, stderr } = await tryGit(args, call);
  if (code !== 0)
    throw new Error(`git ${args.slice(0, 3).join(' ')} failed with code ${code}: ${stderr.trim()}`);
  return stdout.toString().replace(/\n$/, '');
}
