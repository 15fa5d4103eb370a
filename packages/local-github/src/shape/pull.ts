import { changedFiles } from '../git/changed-files.ts';
import { countCommits } from '../git/history.ts';
import { mergeBase } from '../git/merge-commit.ts';
import { requiredChecks } from '../git/ruleset.ts';
import type { PullRecord, RepositoryRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';
import { type Addresses, nodeId } from './addresses.ts';
import { associationOf } from './association.ts';
import { labelShapes } from './label.ts';
import { repositoryShape } from './repository.ts';
import { userShape } from './user.ts';

/** As lists and events carry it. */
export function pullShape(state: State, addresses: Addresses, pull: PullRecord) {
  const repository = state.repositories.get(pull.repository);
  const api = addresses.repositoryApi(repository);
  const web = `${addresses.repositoryWeb(repository)}/pull/${pull.number}`;
  const url = `${api}/pulls/${pull.number}`;
  const issue = `${api}/issues/${pull.number}`;
  const side = (of: RepositoryRecord, ref: string, sha: string) => ({
    label: `${of.owner}:${ref}`,
    ref,
    sha,
    user: userShape(addresses, state.users.ensure(of.owner)),
    repo: repositoryShape(state, addresses, of),
  });
  const statuses = `${api}/statuses/${pull.headSha}`;
  return {
    url,
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    html_url: web,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
    issue_url: issue,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: userShape(addresses, state.users.ensure(pull.author)),
    body: pull.body,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: labelShapes(addresses, repository, pull),
    milestone: null,
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    head: side(state.repositories.get(pull.headRepository), pull.headRef, pull.headSha),
    base: side(repository, pull.baseRef, pull.baseSha),
    _links: {
      self: { href: url },
      html: { href: web },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${api}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    author_association: associationOf(state, repository, pull.author),
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** As `GET /repos/{owner}/{repo}/pulls/{number}` and events answer: with what git has to count. */
export async function fullPullShape(state: State, addresses: Addresses, pull: PullRecord) {
  const repository = state.repositories.get(pull.repository);
  const gitDir = state.repositories.gitDir(repository);
  const base = (await mergeBase(gitDir, pull.baseSha, pull.headSha)) ?? pull.baseSha;
  const files = await changedFiles(gitDir, base, pull.headSha);
  const sum = (key: 'additions' | 'deletions'): number => files.reduce((total, file) => total + file[key], 0);
  const open = pull.state === 'open';
  return {
    ...pullShape(state, addresses, pull),
    merged: pull.mergedAt !== null,
    mergeable: open ? pull.mergeable : null,
    rebaseable: open ? pull.mergeable : null,
    mergeable_state: mergeableState(state, repository, pull),
    merged_by: pull.mergedBy === null ? null : userShape(addresses, state.users.ensure(pull.mergedBy)),
    comments: state.comments.list(repository, pull.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: await countCommits(gitDir, `${base}..${pull.headSha}`),
    additions: sum('additions'),
    deletions: sum('deletions'),
    changed_files: files.length,
  };
}

function mergeableState(state: State, repository: RepositoryRecord, pull: PullRecord): string {
  if (pull.state === 'closed') return 'unknown';
  if (pull.draft) return 'draft';
  if (pull.mergeable === false) return 'dirty';
  return missingChecks(state, repository, pull).length > 0 ? 'blocked' : 'clean';
}

/** Required checks, by name, that are not green on the head: a check and a status of one name are both required. */
export function missingChecks(
  state: State,
  repository: RepositoryRecord,
  pull: PullRecord,
): readonly string[] {
  const checks = state.runs.checks(repository, pull.headSha);
  const statuses = state.statuses.latest(repository, pull.headSha);
  return requiredChecks(repository, pull.baseRef).filter((name) => {
    const named = [
      ...checks.filter((one) => one.name === name).map(({ conclusion }) => isGreen(conclusion)),
      ...statuses.filter(({ context }) => context === name).map((one) => one.state === 'success'),
    ];
    return named.length === 0 || named.includes(false);
  });
}

/** A skipped or neutral check does not hold a merge. */
export function isGreen(conclusion: string | null): boolean {
  return conclusion === 'success' || conclusion === 'skipped' || conclusion === 'neutral';
}
