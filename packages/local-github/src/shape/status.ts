import type { RepositoryRecord, StatusRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';
import { combinedState } from '../state/statuses.ts';
import { type Addresses, nodeId } from './addresses.ts';
import { minimalRepositoryShape } from './repository.ts';
import { userShape } from './user.ts';

function simpleStatus(state: State, addresses: Addresses, status: StatusRecord) {
  const repository = state.repositories.get(status.repository);
  return {
    url: `${addresses.repositoryApi(repository)}/statuses/${status.sha}`,
    avatar_url: userShape(addresses, state.users.ensure(status.creator)).avatar_url,
    id: status.id,
    node_id: nodeId('SC', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}

export function statusShape(state: State, addresses: Addresses, status: StatusRecord) {
  const creator = userShape(addresses, state.users.ensure(status.creator));
  return { ...simpleStatus(state, addresses, status), creator };
}

/** The newest status of each context, summed up. */
export function combinedShape(
  state: State,
  addresses: Addresses,
  repository: RepositoryRecord,
  sha: string,
  page: readonly StatusRecord[],
) {
  const latest = state.statuses.latest(repository, sha);
  const commit = `${addresses.repositoryApi(repository)}/commits/${sha}`;
  return {
    state: combinedState(latest),
    statuses: page.map((status) => simpleStatus(state, addresses, status)),
    sha,
    total_count: latest.length,
    repository: minimalRepositoryShape(state, addresses, repository),
    commit_url: commit,
    url: `${commit}/status`,
  };
}
