import type { Actor, EventFeed } from '../events/repository-event.ts';
import { resolve, setRef } from '../git/bare-repository.ts';
import { mergeCommits } from '../git/merge-commit.ts';
import { followBase, followHead } from './pull-follow.ts';
import { type PullLife, pullLifeOf } from './pull-life.ts';
import { pullRefsOf } from './pull-refs.ts';
import type { PullRecord, RepositoryRecord } from './records.ts';
import { fullName, type Repositories } from './repositories.ts';
import type { Store } from './store.ts';
import type { Users } from './users.ts';

export interface NewPull {
  readonly repository: RepositoryRecord;
  readonly title: string;
  readonly body?: string | null;
  readonly author: string;
  /** The fork that holds the head; default: the repository itself. */
  readonly headRepository?: RepositoryRecord;
  readonly headRef: string;
  readonly baseRef?: string;
  readonly draft?: boolean;
  readonly labels?: readonly string[];
}

export interface PullChange {
  readonly title?: string;
  readonly body?: string | null;
  readonly state?: 'open' | 'closed';
  readonly baseRef?: string;
  readonly draft?: boolean;
  readonly labels?: readonly string[];
}

export interface Pulls {
  open(wanted: NewPull, byJob?: boolean): Promise<PullRecord>;
  find(repository: RepositoryRecord, number: number): PullRecord | undefined;
  get(repository: RepositoryRecord, number: number): PullRecord;
  list(repository: RepositoryRecord): readonly PullRecord[];
  change(pull: PullRecord, change: PullChange, actor: Actor): Promise<void>;
  /** Merges into the base; undefined where the two conflict. Rules and checks are the caller's to ask. */
  merge(pull: PullRecord, actor: Actor, how: MergeHow): Promise<string | undefined>;
  /** Says that a commit on the base has merged it: what a merge queue does. */
  readonly markMerged: PullLife['markMerged'];
  readonly note: PullLife['note'];
  /** Follows a branch that moved: heads are taken over, test merges made anew. */
  branchMoved(repository: RepositoryRecord, branch: string, actor: Actor): Promise<void>;
}

export interface MergeHow {
  readonly method: 'merge' | 'squash';
  readonly title?: string;
}

export function pullsOf(store: Store, repositories: Repositories, users: Users, feed: EventFeed): Pulls {
  const { records } = store;
  const refs = pullRefsOf(store, repositories);
  const life = pullLifeOf(store, repositories, feed);

  const find: Pulls['find'] = (repository, number) =>
    records.pulls.find((pull) => pull.repository === repository.id && pull.number === number);

  const branchMoved: Pulls['branchMoved'] = async (repository, branch, actor) => {
    for (const pull of records.pulls.filter(({ state }) => state === 'open')) {
      const isHead = pull.headRepository === repository.id && pull.headRef === branch;
      if (isHead) await followHead(repositories, refs, life, pull, actor);
      const isBase = pull.repository === repository.id && pull.baseRef === branch;
      if (isBase && pull.state === 'open') await followBase(refs, life, pull, actor);
    }
  };

  return {
    note: life.note,
    markMerged: life.markMerged,
    find,
    branchMoved,
    get(repository, number) {
      const pull = find(repository, number);
      if (pull === undefined) throw new Error(`${fullName(repository)} has no pull request ${number}`);
      return pull;
    },
    list: (repository) => records.pulls.filter((pull) => pull.repository === repository.id),
    async open(wanted, byJob = false) {
      const { repository, headRepository = repository, headRef, baseRef = repository.defaultBranch } = wanted;
      const headSha = await resolve(repositories.gitDir(headRepository), `refs/heads/${headRef}`);
      const baseSha = await resolve(repositories.gitDir(repository), `refs/heads/${baseRef}`);
      if (headSha === undefined) throw new Error(`${fullName(headRepository)} has no branch ${headRef}`);
      if (baseSha === undefined) throw new Error(`${fullName(repository)} has no branch ${baseRef}`);
      users.ensure(wanted.author);
      repository.lastNumber += 1;
      const pull = newPull(wanted, repository.lastNumber, { headSha, baseSha }, store);
      records.pulls.push(pull);
      await refs.takeHead(pull);
      await refs.testMerge(pull);
      life.emit(pull, { login: wanted.author, byJob }, 'opened');
      return pull;
    },
    async change(pull, change, actor) {
      const { title = pull.title, body = pull.body, baseRef = pull.baseRef } = change;
      const edited = title !== pull.title || body !== pull.body || baseRef !== pull.baseRef;
      Object.assign(pull, { title, body, baseRef, updatedAt: store.timestamp() });
      store.touch();
      if (edited) life.emit(pull, actor, 'edited');
      if (pull.state === 'open') await refs.testMerge(pull);
      life.setDraft(pull, change.draft ?? pull.draft, actor);
      life.setLabels(pull, change.labels ?? pull.labels, actor);
      if (change.state === 'closed' && pull.state === 'open') life.close(pull, actor);
      if (change.state === 'open' && pull.state === 'closed' && pull.mergedAt === null) {
        await refs.takeHead(pull);
        await refs.testMerge(pull);
        life.reopen(pull, actor);
      }
    },
    async merge(pull, actor, how) {
      const before = await refs.baseTip(pull);
      if (before === undefined) return undefined;
      const repository = repositories.get(pull.repository);
      const squash = how.method === 'squash';
      const message = mergeMessage(pull, repositories.get(pull.headRepository), how);
      const joined = { base: before, head: pull.headSha, message, at: store.now(), squash };
      const after = await mergeCommits(refs.gitDir(pull), joined);
      if (after === undefined) return undefined;
      const ref = `refs/heads/${pull.baseRef}`;
      await setRef(refs.gitDir(pull), ref, after);
      repository.pushedAt = store.timestamp();
      life.markMerged(pull, after, actor);
      const { login, byJob } = actor;
      feed.emit({ name: 'push', repository: fullName(repository), ref, before, after, actor: login, byJob });
      await branchMoved(repository, pull.baseRef, actor);
      return after;
    },
  };
}

function newPull(
  wanted: NewPull,
  number: number,
  { headSha, baseSha }: { readonly headSha: string; readonly baseSha: string },
  store: Store,
): PullRecord {
  const at = store.timestamp();
  return {
    id: store.nextId(),
    repository: wanted.repository.id,
    number,
    author: wanted.author,
    title: wanted.title,
    body: wanted.body ?? null,
    state: 'open',
    draft: wanted.draft ?? false,
    labels: [...(wanted.labels ?? [])],
    headRepository: (wanted.headRepository ?? wanted.repository).id,
    headRef: wanted.headRef,
    headSha,
    baseRef: wanted.baseRef ?? wanted.repository.defaultBranch,
    baseSha,
    mergeCommitSha: null,
    mergeable: null,
    mergedFrom: null,
    mergedAt: null,
    mergedBy: null,
    closedAt: null,
    createdAt: at,
    updatedAt: at,
    events: [],
  };
}

function mergeMessage(pull: PullRecord, head: RepositoryRecord, { method, title }: MergeHow): string {
  if (method === 'squash') return `${title ?? pull.title} (#${pull.number})`;
  return `${title ?? `Merge pull request #${pull.number} from ${head.owner}/${pull.headRef}`}\n\n${pull.title}`;
}
