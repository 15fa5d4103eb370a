import { execFile } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '@weighbridge/contract';
import type { DemoChange, DemoSources } from './demo-sources.ts';

const run = promisify(execFile);

/** The git repository in which the author of the demo's changes works. */
export interface AuthorClone {
  readonly folder: string;
  /** Commits a change on a branch of its own from main. */
  commit(change: DemoChange): Promise<void>;
  /** Brings main to where the remote has it. */
  pullMain(): Promise<void>;
}

/** Makes it in a folder that is not there yet, with the sample project as main's first commit. */
export async function makeAuthorClone(
  folder: string,
  sources: DemoSources,
  env: NodeJS.ProcessEnv,
  remote: string,
): Promise<AuthorClone> {
  await mkdir(folder);
  const settings = authorEnvironment(env);
  const git = (...args: readonly string[]): Promise<void> => demoGit(folder, settings, args);
  await git('init', '--quiet', '--initial-branch=main');
  await cp(sources.project, folder, {
    recursive: true,
    filter: (path) => !/[/\\](?:\.weighbridge|model|results\.jsonl)$/.test(path),
  });
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'Read handwritten digits');
  await git('remote', 'add', 'origin', remote);
  return {
    folder,
    async commit(change) {
      await git('switch', '--quiet', '--create', change.branch, 'main');
      for (const [path, source] of Object.entries(change.files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await cp(join(sources.changesFolder, source), join(folder, path));
      }
      await git('add', '--all');
      await git('commit', '--quiet', '--message', change.title);
    },
    async pullMain() {
      await git('switch', '--quiet', 'main');
      await git('pull', '--quiet', '--ff-only', 'origin', 'main');
    },
  };
}

/** Git as the author of the demo's changes has it: nobody else's configuration, hooks or signing keys. */
function authorEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const person = { NAME: 'Mona', EMAIL: 'mona@acme.example' };
  return {
    ...ownMachine(env),
    ...plainGit,
    GIT_AUTHOR_NAME: person.NAME,
    GIT_AUTHOR_EMAIL: person.EMAIL,
    GIT_COMMITTER_NAME: person.NAME,
    GIT_COMMITTER_EMAIL: person.EMAIL,
    GIT_TERMINAL_PROMPT: '0',
  };
}

/** Git without anybody's settings. */
export const plainGit = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' } as const;

/** This machine without what git was told by whoever started this, and without proxies: all is on this machine. */
export function ownMachine(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^GIT_|_proxy$/i.test(name)));
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
