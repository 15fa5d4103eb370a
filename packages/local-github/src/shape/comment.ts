import type { CommentRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';
import { type Addresses, nodeId } from './addresses.ts';
import { associationOf } from './association.ts';
import { userShape } from './user.ts';

export function commentShape(state: State, addresses: Addresses, comment: CommentRecord) {
  const repository = state.repositories.get(comment.repository);
  const api = addresses.repositoryApi(repository);
  const url = `${api}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: `${addresses.repositoryWeb(repository)}/pull/${comment.number}#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${comment.number}`,
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: userShape(addresses, state.users.ensure(comment.author)),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    body: comment.body,
    author_association: associationOf(state, repository, comment.author),
    reactions: {
      url: `${url}/reactions`,
      total_count: 0,
      '+1': 0,
      '-1': 0,
      laugh: 0,
      hooray: 0,
      confused: 0,
      heart: 0,
      rocket: 0,
      eyes: 0,
    },
    performed_via_github_app: null,
  };
}
