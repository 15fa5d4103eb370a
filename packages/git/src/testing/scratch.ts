import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gitEnvironment } from '../environment.ts';

const execute = promisify(execFile);

/** A temporary folder with its own git configuration, for tests that run the real git. */
export interface Scratch {
  readonly dir: string;
  /** Environment without the user's git configuration. */
  readonly env: NodeJS.ProcessEnv;
  /** Runs git in a folder (under `dir`, if relative) and gives its stdout without the last line break. */
  git(folder: string, ...args: readonly string[]): Promise<string>;
  /** A bare repository; gives its path. */
  bare(name: string, ...flags: readonly string[]): Promise<string>;
  /** A clone of a remote (or, without one, a new repository); gives its path. */
  clone(name: string, remote?: string, ...flags: readonly string[]): Promise<string>;
  /** Writes files into a clone and commits them; gives the commit's id. */
  commit(folder: string, files: Readonly<Record<string, string>>, message?: string): Promise<string>;
  remove(): Promise<void>;
}

const maxAnswerBytes = 64 * 1_048_576;

export async function makeScratch(): Promise<Scratch> {
  const dir = await mkdtemp(join(tmpdir(), 'weighbridge-git-'));
  await writeFile(
    join(dir, 'gitconfig'),
    '[init]\n\tdefaultBranch = main\n[user]\n\tname = Test\n\temail = test@localhost\n',
  );
  const env = {
    ...gitEnvironment(process.env),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(dir, 'gitconfig'),
    HOME: dir,
  };
  const git: Scratch['git'] = async (folder, ...args) => {
    const { stdout } = await execute('git', [...args], {
      cwd: join(dir, folder.replace(dir, '')),
      env,
      maxBuffer: maxAnswerBytes,
    });
    return stdout.replace(/\n$/, '');
  };
  return {
    dir,
    env,
    git,
    async bare(name, ...flags) {
      await git('', 'init', '--quiet', '--bare', ...flags, name);
      return join(dir, name);
    },
    async clone(name, remote, ...flags) {
      await (remote === undefined
        ? git('', 'init', '--quiet', ...flags, name)
        : git('', 'clone', '--quiet', ...flags, remote, name));
      return join(dir, name);
    },
    async commit(folder, files, message = 'change') {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      }
      await git(folder, 'add', '--all');
      await git(folder, 'commit', '--quiet', '--allow-empty', '-m', message);
      return git(folder, 'rev-parse', 'HEAD');
    },
    remove: () => rm(dir, { recursive: true, force: true, maxRetries: 5 }),
  };
}
