import type { EventFeed } from '../events/repository-event.ts';
import { deleteRef, resolve, setRef } from '../git/bare-repository.ts';
import { mergeCommits } from '../git/merge-commit.ts';
import type { Pulls } from './pulls.ts';
import type { PullRecord, QueueRecord, RepositoryRecord } from './records.ts';
import { fullName, type Repositories } from './repositories.ts';
import type { Store } from './store.ts';

export interface MergeQueue {
  list(repository: RepositoryRecord, baseRef?: string): readonly QueueRecord[];
  /** Puts a pull request behind the others of its base and asks for checks; undefined where it conflicts. */
  add(pull: PullRecord, login: string): Promise<QueueRecord | undefined>;
  /** The first of the queue: onto the base with it if its checks passed, out of the queue if not. */
  finish(entry: QueueRecord, passed: boolean, login: string): Promise<void>;
}

export function mergeQueueOf(
  store: Store,
  repositories: Repositories,
  pulls: Pulls,
  feed: EventFeed,
): MergeQueue {
  const { records } = store;
  const list: MergeQueue['list'] = (repository, baseRef) =>
    records.queue.filter(
      (entry) => entry.repository === repository.id && (baseRef === undefined || entry.baseRef === baseRef),
    );
  const emit = (entry: QueueRecord, action: 'checks_requested' | 'destroyed', actor: string): void =>
    feed.emit({
      name: 'merge_group',
      action,
      repository: fullName(repositories.get(entry.repository)),
      headRef: entry.headRef,
      actor,
      byJob: false,
    });
  const leave = async (entry: QueueRecord, login: string): Promise<void> => {
    records.queue.splice(records.queue.indexOf(entry), 1);
    store.touch();
    await deleteRef(repositories.gitDir(repositories.get(entry.repository)), entry.headRef);
    emit(entry, 'destroyed', login);
  };

  const add: MergeQueue['add'] = async (pull, login) => {
    const repository = repositories.get(pull.repository);
    const gitDir = repositories.gitDir(repository);
    const last = list(repository, pull.baseRef).at(-1);
    const baseSha = last?.headSha ?? (await resolve(gitDir, `refs/heads/${pull.baseRef}`));
    if (baseSha === undefined) return undefined;
    const owner = repositories.get(pull.headRepository).owner;
    const message = `Merge pull request #${pull.number} from ${owner}/${pull.headRef}\n\n${pull.title}`;
    const headSha = await mergeCommits(gitDir, {
      base: baseSha,
      head: pull.headSha,
      message,
      at: store.now(),
    });
    if (headSha === undefined) return undefined;
    const headRef = `refs/heads/gh-readonly-queue/${pull.baseRef}/pr-${pull.number}-${baseSha}`;
    await setRef(gitDir, headRef, headSha);
    const entry: QueueRecord = {
      id: store.nextId(),
      repository: repository.id,
      pull: pull.number,
      baseRef: pull.baseRef,
      baseSha,
      headSha,
      headRef,
    };
    records.queue.push(entry);
    pulls.note(pull, { actor: login, kind: 'queued', detail: pull.baseRef });
    emit(entry, 'checks_requested', login);
    return entry;
  };

  return {
    list,
    add,
    async finish(entry, passed, login) {
      const repository = repositories.get(entry.repository);
      const queue = list(repository, entry.baseRef);
      if (passed && queue[0] !== entry) throw new Error(`#${entry.pull} is not the first of the merge queue`);
      const pull = pulls.get(repository, entry.pull);
      await leave(entry, login);
      const actor = { login, byJob: false };
      if (passed) {
        const ref = `refs/heads/${entry.baseRef}`;
        await setRef(repositories.gitDir(repository), ref, entry.headSha);
        pulls.markMerged(pull, entry.headSha, actor);
        const moved = { before: entry.baseSha, after: entry.headSha, actor: login, byJob: false };
        feed.emit({ name: 'push', repository: fullName(repository), ref, ...moved });
        await pulls.branchMoved(repository, entry.baseRef, actor);
        return;
      }
      pulls.note(pull, { actor: login, kind: 'dequeued', detail: entry.baseRef });
      // Those behind it were tested with it: they start again without it.
      const behind = queue.slice(queue.indexOf(entry) + 1);
      for (const later of behind) await leave(later, login);
      for (const later of behind) await add(pulls.get(repository, later.pull), login);
    },
  };
}
