import type { RepositoryRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';

/** How an author belongs to a repository, as GitHub says beside each comment. */
export function associationOf(state: State, repository: RepositoryRecord, login: string): string {
  if (login.toLowerCase() === repository.owner.toLowerCase()) return 'OWNER';
  if (repository.collaborators[login] !== undefined) return 'COLLABORATOR';
  const merged = state.pulls.list(repository).some((pull) => pull.author === login && pull.mergedAt !== null);
  return merged ? 'CONTRIBUTOR' : 'NONE';
}
