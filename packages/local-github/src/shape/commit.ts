import type { CommitSummary } from '../git/history.ts';
import type { RepositoryRecord } from '../state/records.ts';
import { type Addresses, nodeId } from './addresses.ts';

export function commitShape(addresses: Addresses, repository: RepositoryRecord, commit: CommitSummary) {
  const api = addresses.repositoryApi(repository);
  const web = addresses.repositoryWeb(repository);
  const url = `${api}/commits/${commit.sha}`;
  return {
    sha: commit.sha,
    node_id: nodeId('C', Number.parseInt(commit.sha.slice(0, 8), 16)),
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
    },
    url,
    html_url: `${web}/commit/${commit.sha}`,
    comments_url: `${url}/comments`,
    author: null,
    committer: null,
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${web}/commit/${sha}`,
    })),
  };
}
