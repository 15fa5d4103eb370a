import type { RepositoryRecord, StatusRecord, StatusState } from './records.ts';
import type { Store } from './store.ts';
import type { Users } from './users.ts';

/** GitHub's limit for a status' description, in characters; its OpenAPI description does not know it. */
export const maxDescriptionChars = 140;

export type NewStatus = Pick<StatusRecord, 'sha' | 'creator' | 'state'> &
  Partial<Pick<StatusRecord, 'context' | 'description' | 'targetUrl'>>;

export interface Statuses {
  create(repository: RepositoryRecord, status: NewStatus): StatusRecord;
  /** All of a commit, newest first. */
  list(repository: RepositoryRecord, sha: string): readonly StatusRecord[];
  /** The newest of each context. */
  latest(repository: RepositoryRecord, sha: string): readonly StatusRecord[];
}

export function statusesOf(store: Store, users: Users): Statuses {
  const { records } = store;
  const list: Statuses['list'] = (repository, sha) =>
    records.statuses.filter((one) => one.repository === repository.id && one.sha === sha).reverse();
  return {
    list,
    latest(repository, sha) {
      const seen = new Set<string>();
      return list(repository, sha).filter(({ context }) => !seen.has(context) && seen.add(context));
    },
    create(repository, { sha, creator, state, context = 'default', description = null, targetUrl = null }) {
      users.ensure(creator);
      const status: StatusRecord = {
        id: store.nextId(),
        repository: repository.id,
        sha,
        creator,
        state,
        context,
        description,
        targetUrl,
        createdAt: store.timestamp(),
      };
      records.statuses.push(status);
      store.touch();
      return status;
    },
  };
}

/** What GitHub sums statuses up to. */
export function combinedState(statuses: readonly StatusRecord[]): StatusState {
  if (statuses.some(({ state }) => state === 'error' || state === 'failure')) return 'failure';
  return statuses.length > 0 && statuses.every(({ state }) => state === 'success') ? 'success' : 'pending';
}
