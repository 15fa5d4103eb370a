import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { serverEnvironment } from '../git/git.ts';

const run = promisify(execFile);

/** A person's clone, to commit in and to push from. */
export interface Clone {
  readonly folder: string;
  git(...args: readonly string[]): Promise<string>;
  /** As `git`, for what is to fail: code and stderr. */
  tryGit(...args: readonly string[]): Promise<{ code: number; stderr: string }>;
  /** Writes files and commits them. Gives the commit. */
  commit(message: string, files: Readonly<Record<string, string>>): Promise<string>;
  remove(): Promise<void>;
}

/** A new repository with nothing in it, on branch main; or a clone of an address. */
export async function newClone(address?: string): Promise<Clone> {
  const folder = await mkdtemp(join(tmpdir(), 'local-github-clone-'));
  const env = {
    ...serverEnvironment(),
    GIT_AUTHOR_NAME: 'Mona',
    GIT_AUTHOR_EMAIL: 'mona@example.com',
    GIT_COMMITTER_NAME: 'Mona',
    GIT_COMMITTER_EMAIL: 'mona@example.com',
  };
  const git = async (...args: readonly string[]): Promise<string> =>
    (await run('git', [...args], { cwd: folder, env, maxBuffer: 64_000_000 })).stdout.trimEnd();
  if (address === undefined) await git('init', '--quiet', '--initial-branch=main');
  else await git('clone', '--quiet', address, '.');
  return {
    folder,
    git,
    async tryGit(...args) {
      try {
        await git(...args);
        return { code: 0, stderr: '' };
      } catch (cause) {
        const { code, stderr } = cause as { code: number; stderr: string };
        return { code, stderr };
      }
    },
    async commit(message, files) {
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
      }
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '--message', message);
      return git('rev-parse', 'HEAD');
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
