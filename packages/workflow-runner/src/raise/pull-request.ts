import { Failure } from '@weighbridge/contract';
import type { PullRecord, RepositoryEvent, RepositoryRecord } from '@weighbridge/local-github';
import { tryGit } from '../git.ts';
import { bringBase, hear, localTip, type Remote } from './remote.ts';
import type { Trigger } from './trigger.ts';

/** What is to become of a pull request. */
export interface PullRequestWish {
  readonly head: string;
  readonly base: string;
  readonly fork: boolean;
  readonly actor: string;
  readonly title: string | undefined;
  readonly body: string | undefined;
  readonly draft: boolean;
  readonly labels: readonly string[];
  readonly action: 'closed' | 'reopened' | 'ready_for_review' | undefined;
}

/** Opens a pull request, or takes it on: its head, labels and state. Gives what happened, in order. */
export async function raisePullRequest(remote: Remote, wish: PullRequestWish): Promise<readonly Trigger[]> {
  const { github, repository, folder } = remote;
  const actor = { login: wish.actor, byJob: false };
  await localTip(folder, wish.head);
  await bringBase(remote, wish.base);
  const headRepository = wish.fork ? await forkOf(remote, wish.actor) : repository;
  if (!wish.fork && github.repositories.permission(repository, wish.actor) === 'read') {
    github.repositories.setPermission(repository, wish.actor, 'write');
  }
  const triggers: Trigger[] = [];
  const step = async (work: () => Promise<unknown>): Promise<void> => {
    for (const event of await hear(github, work)) {
      const trigger = await pullTrigger(remote, event);
      if (trigger !== undefined) triggers.push(trigger);
    }
  };
  await step(() =>
    github.pushFrom(headRepository, folder, actor, [`+refs/heads/${wish.head}:refs/heads/${wish.head}`]),
  );
  const pull = latestPull(remote, wish, headRepository);
  const isOpen = pull?.state === 'open' || (pull !== undefined && wish.action === 'reopened');
  if (!isOpen && wish.action !== undefined) {
    throw new Failure('usage', `no pull request of ${wish.head} into ${wish.base} is open`);
  }
  let current = pull;
  if (current === undefined || !isOpen) {
    const title =
      wish.title ??
      (await tryGit(folder, 'log', '-1', '--format=%s', `refs/heads/${wish.head}`)) ??
      wish.head;
    await step(async () => {
      const { head: headRef, base: baseRef, actor: author, draft } = wish;
      current = await github.pulls.open({
        repository,
        headRepository,
        headRef,
        baseRef,
        author,
        draft,
        title,
        ...(wish.body === undefined ? {} : { body: wish.body }),
      });
    });
  } else if (wish.draft && !current.draft) {
    const drafted = current;
    await step(() => github.pulls.change(drafted, { draft: true }, actor));
  }
  const opened = current ?? latestPull(remote, wish, headRepository);
  if (opened === undefined)
    throw new Failure('infrastructure', `the pull request of ${wish.head} was not opened`);
  if (wish.action === 'reopened') await step(() => github.pulls.change(opened, { state: 'open' }, actor));
  if (wish.title !== undefined && wish.title !== opened.title) {
    const { title } = wish;
    await step(() => github.pulls.change(opened, { title }, actor));
  }
  const labels = [...new Set([...opened.labels, ...wish.labels])];
  for (const count of labels.keys()) {
    if (count >= opened.labels.length)
      await step(() => github.pulls.change(opened, { labels: labels.slice(0, count + 1) }, actor));
  }
  if (wish.action === 'ready_for_review')
    await step(() => github.pulls.change(opened, { draft: false }, actor));
  if (wish.action === 'closed') await step(() => github.pulls.change(opened, { state: 'closed' }, actor));
  await github.save();
  return triggers;
}

/** The newest pull request of a head into a base: an open one, if there is any. */
export function latestPull(
  { github, repository }: Remote,
  { head, base }: { readonly head: string; readonly base?: string | undefined },
  headRepository?: RepositoryRecord,
): PullRecord | undefined {
  const found = github.pulls
    .list(repository)
    .filter(
      (pull) =>
        pull.headRef === head &&
        (base === undefined || pull.baseRef === base) &&
        (headRepository === undefined || pull.headRepository === headRepository.id),
    );
  return found.findLast(({ state }) => state === 'open') ?? found.at(-1);
}

async function forkOf({ github, repository }: Remote, owner: string): Promise<RepositoryRecord> {
  if (owner.toLowerCase() === repository.owner.toLowerCase()) {
    throw new Failure('usage', `${owner} cannot fork a repository of their own: name another --actor`);
  }
  return (
    github.repositories.find(`${owner}/${repository.name}`) ??
    (await github.repositories.fork(repository, owner))
  );
}

async function pullTrigger(remote: Remote, event: RepositoryEvent): Promise<Trigger | undefined> {
  const { github, repository, gitDir, notes } = remote;
  if (event.name !== 'pull_request' || github.repositories.find(event.repository)?.id !== repository.id)
    return undefined;
  const pull = github.pulls.get(repository, event.number);
  const payload = await github.payloads.of(event);
  if (payload === undefined) return undefined;
  if (pull.mergeable === false && event.action !== 'closed') {
    notes.push(`#${pull.number} conflicts with ${pull.baseRef}: as on GitHub, nothing runs for it`);
    return undefined;
  }
  const ref = `refs/pull/${pull.number}/merge`;
  const sha = (await tryGit(gitDir, 'rev-parse', '--verify', '--quiet', ref)) ?? pull.headSha;
  const head = github.repositories.get(pull.headRepository);
  const changed = await tryGit(
    gitDir,
    'diff',
    '--name-only',
    '--no-renames',
    `${pull.baseSha}...${pull.headSha}`,
  );
  return {
    event: 'pull_request',
    action: event.action,
    payload,
    sha,
    ref,
    headRef: pull.headRef,
    baseRef: pull.baseRef,
    headSha: pull.headSha,
    headBranch: pull.headRef,
    headRepository: `${head.owner}/${head.name}`,
    actor: event.actor,
    untrusted: head.id !== repository.id || event.actor === 'dependabot[bot]',
    pull: pull.number,
    title: pull.title,
    branch: pull.baseRef,
    ...(changed === undefined ? {} : { changed: changed.split('\n').filter((path) => path !== '') }),
  };
}
