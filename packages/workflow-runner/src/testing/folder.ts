import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { git } from '../git.ts';

/** Texts by their paths. */
export type Files = Readonly<Record<string, string>>;

/** A small git repository of a user's. */
export interface Folder {
  readonly root: string;
  readonly folder: string;
  git(...args: readonly string[]): Promise<string>;
  /** Commits files on a branch, which is made from where the folder stands. */
  commit(branch: string, files: Files, message?: string): Promise<string>;
  remove(): Promise<void>;
}

/** Makes a repository with some files on its branch main. */
export async function newFolder(files: Files): Promise<Folder> {
  const root = await mkdtemp(join(tmpdir(), 'workflow-bench-'));
  const folder = join(root, 'vision');
  await mkdir(folder);
  const person = ['-c', 'user.name=Mona', '-c', 'user.email=mona@example.com'];
  const run = (...args: readonly string[]): Promise<string> => git(folder, ...person, ...args);
  await run('init', '--quiet', '--initial-branch=main');
  const made: Folder = {
    root,
    folder,
    git: run,
    async commit(branch, changed, message = `Change ${Object.keys(changed).join(', ')}`) {
      const now = await run('branch', '--show-current');
      if (now !== branch) {
        const there = (await run('branch', '--list', branch)) !== '';
        await run('checkout', '--quiet', ...(there ? [] : ['-b']), branch);
      }
      await writeFiles(folder, changed);
      await run('add', '--all');
      await run('commit', '--quiet', '--allow-empty', '--message', message);
      return run('rev-parse', 'HEAD');
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
  await made.commit('main', { 'README.md': '# vision\n', ...files }, 'Begin');
  return made;
}

/** Writes files, and the folders they are in. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
