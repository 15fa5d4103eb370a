import { Failure } from '@weighbridge/contract';
import type { QueueRecord } from '@weighbridge/local-github';
import { latestPull } from './pull-request.ts';
import { bringBase, type Remote } from './remote.ts';
import type { Trigger } from './trigger.ts';

/** Puts open pull requests into the merge queue, in order. Throws a Failure for one that is not open or conflicts. */
export async function enqueuePulls(
  remote: Remote,
  {
    heads,
    base,
    actor,
  }: { readonly heads: readonly string[]; readonly base: string; readonly actor: string },
): Promise<void> {
  const { github, repository } = remote;
  await bringBase(remote, base);
  for (const head of heads) {
    const pull = latestPull(remote, { head, base });
    if (pull?.state !== 'open') throw new Failure('usage', `no pull request of ${head} into ${base} is open`);
    if (github.queue.list(repository, base).some((entry) => entry.pull === pull.number)) continue;
    if ((await github.queue.add(pull, actor)) === undefined) {
      throw new Failure('usage', `#${pull.number} conflicts with what is before it in the merge queue`);
    }
  }
}

/** What GitHub says when it asks for the checks of a queued pull request. */
export async function mergeGroupTrigger(remote: Remote, entry: QueueRecord, actor: string): Promise<Trigger> {
  const { github, repository } = remote;
  const pull = github.pulls.get(repository, entry.pull);
  return {
    event: 'merge_group',
    action: 'checks_requested',
    payload: await github.payloads.mergeGroup(entry, actor),
    sha: entry.headSha,
    ref: entry.headRef,
    headRef: '',
    baseRef: '',
    headSha: entry.headSha,
    headBranch: entry.headRef.replace('refs/heads/', ''),
    headRepository: `${repository.owner}/${repository.name}`,
    actor,
    untrusted: false,
    pull: pull.number,
    title: pull.title,
    branch: entry.baseRef,
  };
}
