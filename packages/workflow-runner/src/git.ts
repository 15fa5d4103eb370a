import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Failure } from '@weighbridge/contract';

const run = promisify(execFile);

/** What git gets where it works for the runner itself: nothing of the user's settings, nothing of a repository around. */
export function gitEnvironment(): Record<string, string> {
  const { PATH = '/usr/local/bin:/usr/bin:/bin', HOME = '/' } = process.env;
  return {
    PATH,
    HOME,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
  };
}

/** Runs git in a folder and gives what it printed, without the last newline. Throws a Failure with git's words. */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  try {
    const settings = ['-c', 'safe.directory=*', '-c', 'core.quotePath=false'];
    const { stdout } = await run('git', [...settings, '-C', folder, ...args], {
      env: gitEnvironment(),
      maxBuffer: 256_000_000,
    });
    return stdout.replace(/\n$/, '');
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new Failure('infrastructure', `git ${args.slice(0, 2).join(' ')} in ${folder} failed: ${said}`, {
      cause,
    });
  }
}

/** As `git`; undefined where it fails. */
export function tryGit(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  return git(folder, ...args).catch(() => undefined);
}
