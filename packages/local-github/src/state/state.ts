import { type EventFeed, eventFeed } from '../events/repository-event.ts';
import { type Tokens, tokensOf } from '../tokens/tokens.ts';
import { type Artifacts, artifactsOf } from './artifacts.ts';
import { type Comments, commentsOf } from './comments.ts';
import { type MergeQueue, mergeQueueOf } from './merge-queue.ts';
import { type Pulls, pullsOf } from './pulls.ts';
import { type Repositories, repositoriesOf } from './repositories.ts';
import { type Statuses, statusesOf } from './statuses.ts';
import type { Store } from './store.ts';
import { type Users, usersOf } from './users.ts';
import { type WorkflowRuns, workflowRunsOf } from './workflow-runs.ts';

/** Everything there is, one room a noun. REST, git, the pages and tests all go through these doors. */
export interface State {
  readonly store: Store;
  readonly feed: EventFeed;
  readonly users: Users;
  readonly repositories: Repositories;
  readonly pulls: Pulls;
  readonly comments: Comments;
  readonly statuses: Statuses;
  readonly runs: WorkflowRuns;
  readonly artifacts: Artifacts;
  readonly queue: MergeQueue;
  readonly tokens: Tokens;
}

export function stateOf(store: Store): State {
  const feed = eventFeed();
  const users = usersOf(store);
  const repositories = repositoriesOf(store, users);
  const pulls = pullsOf(store, repositories, users, feed);
  return {
    store,
    feed,
    users,
    repositories,
    pulls,
    comments: commentsOf(store, users),
    statuses: statusesOf(store, users),
    runs: workflowRunsOf(store, users),
    artifacts: artifactsOf(store),
    queue: mergeQueueOf(store, repositories, pulls, feed),
    tokens: tokensOf(store, users),
  };
}
