import { Failure } from '@weighbridge/contract';
import { tryGit } from '../git.ts';
import { latestPull } from './pull-request.ts';
import { hear, isAncestor, localTip, type Remote } from './remote.ts';
import type { Trigger } from './trigger.ts';

/** What is to be pushed. */
export interface PushWish {
  /** A branch of the folder, or a tag where no branch is called so. */
  readonly branch: string;
  /** The head of an open pull request that is merged first; the branch is then its base. */
  readonly merge: string | undefined;
  readonly squash: boolean;
  readonly force: boolean;
  readonly actor: string;
}

const zeroSha = '0'.repeat(40);

/** Pushes a branch or tag of the folder, or merges a pull request. Gives what happened. */
export async function raisePush(remote: Remote, wish: PushWish): Promise<readonly Trigger[]> {
  if (wish.merge !== undefined) return [await mergePull(remote, wish, wish.merge)];
  const { github, repository, folder, gitDir, memory } = remote;
  const isTag =
    (await tryGit(folder, 'rev-parse', '--verify', '--quiet', `refs/heads/${wish.branch}`)) === undefined &&
    (await tryGit(folder, 'rev-parse', '--verify', '--quiet', `refs/tags/${wish.branch}`)) !== undefined;
  const ref = `refs/${isTag ? 'tags' : 'heads'}/${wish.branch}`;
  if (!isTag) await localTip(folder, wish.branch);
  const local = (await tryGit(folder, 'rev-parse', `${ref}^{commit}`)) ?? '';
  const there = await tryGit(gitDir, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
  // What was merged on the loopback GitHub stays: the folder is only behind.
  const ahead = there !== undefined && there !== local && (await isAncestor(gitDir, local, there));
  if (there !== undefined && !ahead && !wish.force && !(await isAncestor(folder, there, local))) {
    const message = `${wish.branch} of ${folder} and of the loopback GitHub have gone apart: fetch it from ${gitDir}, or push with --force`;
    throw new Failure('usage', message);
  }
  if (!ahead)
    await github.pushFrom(repository, folder, { login: wish.actor, byJob: false }, [`+${ref}:${ref}`]);
  const after = (await tryGit(gitDir, 'rev-parse', `${ref}^{commit}`)) ?? local;
  const before = memory.pushed[ref] ?? zeroSha;
  if (before === after) {
    throw new Failure(
      'usage',
      `${wish.branch} has not moved since it was last pushed: commit to it, or run again with --rerun`,
    );
  }
  return [await pushTrigger(remote, { ref, before, after, actor: wish.actor })];
}

/** Merges the open pull request of a branch, as its button does. */
async function mergePull(remote: Remote, wish: PushWish, head: string): Promise<Trigger> {
  const { github } = remote;
  const pull = latestPull(remote, { head });
  if (pull?.state !== 'open') throw new Failure('usage', `no pull request of ${head} is open`);
  const actor = { login: wish.actor, byJob: false };
  const events = await hear(github, async () => {
    const how = { method: wish.squash ? 'squash' : 'merge' } as const;
    if ((await github.pulls.merge(pull, actor, how)) === undefined) {
      throw new Failure('usage', `#${pull.number} conflicts with ${pull.baseRef}: it cannot be merged`);
    }
  });
  const push = events.find((event) => event.name === 'push');
  if (push?.name !== 'push')
    throw new Failure('infrastructure', `the merge of #${pull.number} raised no push`);
  return { ...(await pushTrigger(remote, push)), pull: pull.number };
}

interface Moved {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly actor: string;
}

async function pushTrigger(remote: Remote, { ref, before, after, actor }: Moved): Promise<Trigger> {
  const { github, repository, gitDir, memory } = remote;
  memory.pushed[ref] = after;
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  const tag = /^refs\/tags\/(.+)$/.exec(ref)?.[1];
  const title = (await tryGit(gitDir, 'log', '-1', '--format=%s', after)) ?? ref;
  const listed =
    before === zeroSha
      ? await tryGit(gitDir, 'ls-tree', '-r', '--name-only', after)
      : await tryGit(gitDir, 'diff', '--name-only', '--no-renames', before, after);
  return {
    event: 'push',
    payload: await github.payloads.push(repository, { ref, before, after }, actor),
    sha: after,
    ref,
    headRef: '',
    baseRef: '',
    headSha: after,
    headBranch: branch ?? tag ?? null,
    headRepository: `${repository.owner}/${repository.name}`,
    actor,
    untrusted: false,
    pull: null,
    title,
    ...(branch === undefined ? {} : { branch }),
    ...(tag === undefined ? {} : { tag }),
    ...(listed === undefined ? {} : { changed: listed.split('\n').filter((path) => path !== '') }),
  };
}
