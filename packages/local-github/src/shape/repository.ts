import type { RepositoryRecord } from '../state/records.ts';
import { fullName } from '../state/repositories.ts';
import type { State } from '../state/state.ts';
import { type Addresses, nodeId } from './addresses.ts';
import { userShape } from './user.ts';

const collections = {
  archive_url: '{archive_format}{/ref}',
  assignees_url: '{/user}',
  blobs_url: '{/sha}',
  branches_url: '{/branch}',
  collaborators_url: '{/collaborator}',
  comments_url: '{/number}',
  commits_url: '{/sha}',
  compare_url: '{base}...{head}',
  contents_url: '{+path}',
  contributors_url: '',
  deployments_url: '',
  downloads_url: '',
  events_url: '',
  forks_url: '',
  git_commits_url: '{/sha}',
  git_refs_url: '{/sha}',
  git_tags_url: '{/sha}',
  hooks_url: '',
  issue_comment_url: '{/number}',
  issue_events_url: '{/number}',
  issues_url: '{/number}',
  keys_url: '{/key_id}',
  labels_url: '{/name}',
  languages_url: '',
  merges_url: '',
  milestones_url: '{/number}',
  notifications_url: '{?since,all,participating}',
  pulls_url: '{/number}',
  releases_url: '{/id}',
  stargazers_url: '',
  statuses_url: '{sha}',
  subscribers_url: '',
  subscription_url: '',
  tags_url: '',
  teams_url: '',
  trees_url: '{/sha}',
} as const;

const folders: Readonly<Record<string, string>> = {
  git_commits: 'git/commits',
  git_refs: 'git/refs',
  git_tags: 'git/tags',
  trees: 'git/trees',
  blobs: 'git/blobs',
  issue_comment: 'issues/comments',
  issue_events: 'issues/events',
  archive: '',
  compare: 'compare/',
  contents: 'contents/',
  statuses: 'statuses/',
};

function collectionUrls(api: string): Record<keyof typeof collections, string> {
  const entries = Object.entries(collections).map(([key, suffix]) => {
    const noun = key.replace(/_url$/, '');
    return [key, `${api}/${folders[noun] ?? noun}${suffix}`];
  });
  return Object.fromEntries(entries);
}

/** As `minimal-repository`, which runs and statuses carry. */
export function minimalRepositoryShape(state: State, addresses: Addresses, repository: RepositoryRecord) {
  const api = addresses.repositoryApi(repository);
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
    owner: userShape(addresses, state.users.ensure(repository.owner)),
    html_url: addresses.repositoryWeb(repository),
    description: repository.description,
    fork: repository.parent !== null,
    url: api,
    ...collectionUrls(api),
  };
}

/** As events and pull requests carry it. */
export function repositoryShape(state: State, addresses: Addresses, repository: RepositoryRecord) {
  const { host } = new URL(addresses.web);
  const web = addresses.repositoryWeb(repository);
  const forks = state.repositories.all().filter(({ parent }) => parent === repository.id).length;
  const open = state.pulls.list(repository).filter((pull) => pull.state === 'open').length;
  return {
    ...minimalRepositoryShape(state, addresses, repository),
    created_at: repository.createdAt,
    updated_at: repository.pushedAt,
    pushed_at: repository.pushedAt,
    git_url: `git://${host}/${fullName(repository)}.git`,
    ssh_url: `git@${host}:${fullName(repository)}.git`,
    clone_url: `${web}.git`,
    svn_url: web,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: forks,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: open,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? 'private' : 'public',
    forks,
    open_issues: open,
    watchers: 0,
    default_branch: repository.defaultBranch,
  };
}

/** As `GET /repos/{owner}/{repo}` answers. */
export function fullRepositoryShape(state: State, addresses: Addresses, repository: RepositoryRecord) {
  const parent = repository.parent === null ? undefined : state.repositories.find(repository.parent);
  const origin = parent && repositoryShape(state, addresses, parent);
  return {
    ...repositoryShape(state, addresses, repository),
    network_count: 0,
    subscribers_count: 0,
    ...(origin && { parent: origin, source: origin }),
  };
}
