import { isAncestor, zeroSha } from '../git/bare-repository.ts';
import { changedFiles } from '../git/changed-files.ts';
import { type CommitSummary, commits } from '../git/history.ts';
import type { PushCommand } from '../git/push-command.ts';
import type { Addresses } from '../shape/addresses.ts';
import { repositoryShape } from '../shape/repository.ts';
import { userShape } from '../shape/user.ts';
import type { RepositoryRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';

export type Payload = Readonly<Record<string, unknown>>;

/** GitHub lists so many commits of a push. */
const maxCommits = 20;

export async function pushPayload(
  state: State,
  addresses: Addresses,
  repository: RepositoryRecord,
  { ref, before, after }: PushCommand,
  sender: string,
): Promise<Payload> {
  const gitDir = state.repositories.gitDir(repository);
  const [created, deleted] = [before === zeroSha, after === zeroSha];
  const range = created ? after : `${before}..${after}`;
  const listed = deleted ? [] : await commits(gitDir, range, created ? 1 : maxCommits);
  const [head] = deleted ? [] : await commits(gitDir, after, 1);
  const web = addresses.repositoryWeb(repository);
  const shape = repositoryShape(state, addresses, repository);
  const epoch = (at: string): number => Math.floor(Date.parse(at) / 1_000);
  const described = async (commit: CommitSummary): Promise<Payload> => ({
    ...headCommit(commit),
    distinct: true,
    url: `${web}/commit/${commit.sha}`,
    ...(await filesOf(gitDir, commit)),
  });
  return {
    ref,
    before,
    after,
    created,
    deleted,
    forced: !created && !deleted && !(await isAncestor(gitDir, before, after)),
    base_ref: null,
    compare: `${web}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    // Oldest first, unlike git.
    commits: await Promise.all([...listed].reverse().map(described)),
    head_commit: head === undefined ? null : await described(head),
    pusher: { name: sender, email: `${sender}@users.noreply.github.com` },
    // Here, and only here, times of a repository are numbers.
    repository: { ...shape, created_at: epoch(shape.created_at), pushed_at: epoch(shape.pushed_at) },
    sender: userShape(addresses, state.users.ensure(sender)),
  };
}

export function headCommit(commit: CommitSummary) {
  return {
    id: commit.sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: commit.committer.date,
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  };
}

async function filesOf(gitDir: string, { sha, parents }: CommitSummary) {
  const [parent] = parents;
  const files = parent === undefined ? [] : await changedFiles(gitDir, parent, sha);
  const named = (...statuses: readonly string[]): readonly string[] =>
    files.filter(({ status }) => statuses.includes(status)).map(({ path }) => path);
  return {
    added: named('added', 'copied'),
    removed: named('removed'),
    modified: named('modified', 'renamed', 'changed'),
  };
}
