import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '@weighbridge/contract';
import type { DemoChange, DemoSources } from './demo-sources.ts';

const run = promisify(execFile);

/** A git repository with a remote in a temporary folder: what a team would have, on this machine. */
export interface DemoRepository {
  readonly folder: string;
  /** The clone in which everything happens. */
  readonly clone: string;
  /** Commits a change on its own branch from main, and pushes it. */
  change(sources: DemoSources, change: DemoChange): Promise<void>;
  /** Merges a change's branch into main, as its author would, and pushes main. */
  merge(change: DemoChange): Promise<void>;
  remove(): Promise<void>;
}

/** Makes the repository with the sample project as main's first commit. */
export async function makeDemoRepository(
  sources: DemoSources,
  env: NodeJS.ProcessEnv,
): Promise<DemoRepository> {
  const folder = await mkdtemp(join(tmpdir(), 'weighbridge-demo-'));
  const remote = join(folder, 'remote.git');
  const clone = join(folder, 'digits');
  const git = (...args: readonly string[]) => demoGit(clone, env, args);
  await mkdir(clone);
  await demoGit(folder, env, ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  await git('init', '--quiet', '--initial-branch=main');
  await cp(sources.project, clone, {
    recursive: true,
    filter: (path) => !/[/\\](?:\.weighbridge|model)$/.test(path),
  });
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'Read handwritten digits');
  await git('remote', 'add', 'origin', remote);
  await git('push', '--quiet', '--set-upstream', 'origin', 'main');
  return {
    folder,
    clone,
    change: async (from, change) => {
      await git('switch', '--quiet', '--create', change.branch, 'main');
      for (const [path, source] of Object.entries(change.files)) {
        await mkdir(dirname(join(clone, path)), { recursive: true });
        await cp(join(from.changesFolder, source), join(clone, path));
      }
      await git('add', '--all');
      await git('commit', '--quiet', '--message', change.title);
      await git('push', '--quiet', '--set-upstream', 'origin', change.branch);
    },
    merge: async ({ branch, title }) => {
      await git('switch', '--quiet', 'main');
      await git('merge', '--quiet', '--no-ff', '--message', title, branch);
      await git('push', '--quiet', 'origin', 'main');
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Git as the demo needs it: nobody's configuration, hooks or signing keys. */
export function demoEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const person = { NAME: 'Weighbridge demo', EMAIL: 'demo@localhost' };
  return {
    ...env,
    // The sample project's commands call `node`: let it be the one that runs this.
    PATH: `${dirname(process.execPath)}:${env['PATH'] ?? ''}`,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: person.NAME,
    GIT_AUTHOR_EMAIL: person.EMAIL,
    GIT_COMMITTER_NAME: person.NAME,
    GIT_COMMITTER_EMAIL: person.EMAIL,
    GIT_TERMINAL_PROMPT: '0',
  };
}

async function demoGit(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<void> {
  try {
    await run('git', [...args], { cwd, env, timeout: 30_000 });
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const why = missing
      ? 'git is not installed; the demo needs Node and git'
      : `git ${args[0] ?? ''} failed: ${String(cause)}`;
    throw new Failure('infrastructure', why, { cause });
  }
}
