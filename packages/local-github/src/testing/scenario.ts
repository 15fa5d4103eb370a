import { Octokit } from '@octokit/core';
import { type LocalGitHub, type LocalGitHubOptions, startLocalGitHub } from '../start.ts';
import type { PullRecord, RepositoryRecord } from '../state/records.ts';
import type { Permissions } from '../tokens/tokens.ts';
import { type Clone, newClone } from './clone.ts';

/** A repository acme/vision with a pull request of its own, and whoever works on it. */
export interface Scenario {
  readonly github: LocalGitHub;
  readonly clone: Clone;
  readonly repository: RepositoryRecord;
  readonly pull: PullRecord;
  /** Octokit with a job's token. */
  job(permissions: Permissions): Octokit;
  close(): Promise<void>;
}

export const where = { owner: 'acme', repo: 'vision' } as const;

export async function startScenario(
  options: LocalGitHubOptions & { readonly private?: boolean } = {},
): Promise<Scenario> {
  const clone = await newClone();
  await clone.commit('Read digits', {
    'README.md': '# vision\n',
    'train.py': 'rate = 0.1\n',
    '.github/workflows/weigh.yml': 'on: pull_request\n',
  });
  await clone.git('checkout', '--quiet', '-b', 'faster');
  await clone.commit('Learn faster', { 'train.py': 'rate = 0.5\n', 'docs/notes.md': 'faster\n' });
  await clone.git('checkout', '--quiet', 'main');
  const github = await startLocalGitHub(options);
  const { folder: from } = clone;
  const repository = await github.repositories.create({
    ...{ owner: 'acme', name: 'vision', from },
    private: options.private ?? false,
  });
  const pull = await github.pulls.open({
    repository,
    title: 'Learn faster',
    author: 'mona',
    headRef: 'faster',
  });
  return {
    github,
    clone,
    repository,
    pull,
    job: (permissions) => octokitFor(github, github.tokens.forJob(repository, permissions)),
    async close() {
      await github.close();
      await clone.remove();
    },
  };
}

export function octokitFor(github: LocalGitHub, auth?: string): Octokit {
  const silent = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  return new Octokit({ baseUrl: github.apiUrl, log: silent, ...(auth === undefined ? {} : { auth }) });
}
