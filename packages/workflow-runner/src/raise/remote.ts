import { basename, resolve } from 'node:path';
import { Failure } from '@weighbridge/contract';
import type { LocalGitHub, RepositoryEvent, RepositoryRecord } from '@weighbridge/local-github';
import { tryGit } from '../git.ts';
import type { Memory } from './memory.ts';

/** The user's folder and the repository on the loopback GitHub that it pushes to. */
export interface Remote {
  readonly github: LocalGitHub;
  readonly memory: Memory;
  readonly folder: string;
  readonly repository: RepositoryRecord;
  readonly gitDir: string;
  /** What pull requests go into, unless they say otherwise. */
  readonly base: string;
  readonly notes: string[];
}

/** Which folder, and what stands for it. */
export interface RemoteOptions {
  readonly folder: string;
  readonly base?: string;
  /** `owner/name`. Default: the one that was used before, else `acme` and the folder's name. */
  readonly repository?: string;
  readonly private?: boolean;
}

/** Finds the repository that stands for a folder, or makes it with nothing in it. */
export async function openRemote(
  github: LocalGitHub,
  memory: Memory,
  options: RemoteOptions,
): Promise<Remote> {
  const folder = resolve(options.folder);
  if ((await tryGit(folder, 'rev-parse', '--git-dir')) === undefined) {
    throw new Failure('usage', `${options.folder} is not a git repository`);
  }
  const usual = `acme/${basename(folder).replace(/[^\w.-]+/g, '-')}`;
  const [owner = '', name = ''] = (options.repository ?? memory.repository ?? usual).split('/');
  const repository =
    github.repositories.find(`${owner}/${name}`) ??
    (await github.repositories.create({
      owner,
      name,
      defaultBranch: await defaultBranchOf(folder, options.base),
      private: options.private ?? false,
    }));
  memory.repository = `${owner}/${name}`;
  const base = options.base ?? repository.defaultBranch;
  const remote = {
    github,
    memory,
    folder,
    repository,
    base,
    gitDir: github.repositories.gitDir(repository),
    notes: [],
  };
  if (base !== repository.defaultBranch) await bringBase(remote, repository.defaultBranch);
  return remote;
}

async function defaultBranchOf(folder: string, base: string | undefined): Promise<string> {
  for (const branch of ['main', 'master']) {
    if ((await tryGit(folder, 'rev-parse', '--verify', '--quiet', `refs/heads/${branch}`)) !== undefined)
      return branch;
  }
  return base ?? 'main';
}

/** The commit of a branch of the user's folder. Throws a Failure where there is none. */
export async function localTip(folder: string, branch: string): Promise<string> {
  const sha = await tryGit(folder, 'rev-parse', '--verify', '--quiet', `refs/heads/${branch}^{commit}`);
  if (sha === undefined) throw new Failure('usage', `${folder} has no branch ${branch}`);
  return sha;
}

/**
 * Brings the base to where the user's folder has it, if that is forward. A base that is ahead here, as after a merge on the
 * loopback GitHub, stays.
 */
export async function bringBase(remote: Remote, base: string): Promise<void> {
  const { github, repository, folder, gitDir, notes } = remote;
  const local = await tryGit(folder, 'rev-parse', '--verify', '--quiet', `refs/heads/${base}^{commit}`);
  const there = await tryGit(gitDir, 'rev-parse', '--verify', '--quiet', `refs/heads/${base}`);
  if (local === undefined && there === undefined)
    throw new Failure('usage', `${folder} has no branch ${base}`);
  if (local === undefined || local === there) return;
  if (there !== undefined && !(await isAncestor(folder, there, local))) {
    const behind = await isAncestor(gitDir, local, there);
    if (!behind)
      notes.push(
        `${base} of ${folder} and of the loopback GitHub have gone apart; the loopback GitHub's is used`,
      );
    return;
  }
  await github.pushFrom(repository, folder, undefined, [`+refs/heads/${base}:refs/heads/${base}`]);
  if (there !== undefined) notes.push(`${base} was brought to ${local.slice(0, 12)} without a push event`);
}

/** Whether a commit is an ancestor of another, or the same. */
export async function isAncestor(folder: string, ancestor: string, descendant: string): Promise<boolean> {
  return (await tryGit(folder, 'merge-base', '--is-ancestor', ancestor, descendant)) !== undefined;
}

/** Does something on the loopback GitHub and gives the events it raised. */
export async function hear(
  github: LocalGitHub,
  work: () => Promise<unknown>,
): Promise<readonly RepositoryEvent[]> {
  const events: RepositoryEvent[] = [];
  const stop = github.listen((event) => events.push(event));
  try {
    await work();
  } finally {
    stop();
  }
  return events;
}
