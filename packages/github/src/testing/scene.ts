import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type CommentRecord,
  type LocalGitHub,
  type LocalGitHubOptions,
  type Permissions,
  type PullRecord,
  type RepositoryRecord,
  startLocalGitHub,
} from '@weighbridge/local-github';
import type { Fetch } from '../client/fetch.ts';
import type { GitHub } from '../client/github.ts';
import { openGitHub, type Timers } from '../client/open-github.ts';

export const bot = 'github-actions[bot]';
export const repositoryName = 'acme/vision';

/** A loopback GitHub with acme/vision, its branch `faster`, and clients of it. */
export interface Scene {
  readonly local: LocalGitHub;
  readonly repository: RepositoryRecord;
  /** What clients said of their waits. */
  readonly told: string[];
  newPull(): Promise<PullRecord>;
  open(options?: OpenOptions): GitHub;
  comments(pull: PullRecord): readonly CommentRecord[];
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly token?: string;
  readonly permissions?: Permissions;
  readonly timers?: Partial<Timers>;
  readonly fetch?: Fetch;
  readonly signal?: AbortSignal;
  readonly apiUrl?: string;
}

const run = promisify(execFile);
const usual: Permissions = { 'pull-requests': 'write', statuses: 'write' };
/** A second takes 2 ms, so that the longest wait takes a quarter of one. */
const quick: Partial<Timers> = { secondMs: 2, timeoutMs: 400 };

export async function startScene(
  options: LocalGitHubOptions & { readonly private?: boolean } = {},
): Promise<Scene> {
  const local = await startLocalGitHub({
    limits: { perHourJob: 1_000_000, contentPerMinute: 1_000_000 },
    ...options,
  });
  const folder = await mkdtemp(join(tmpdir(), 'github-scene-'));
  const git = (...args: readonly string[]) =>
    run('git', ['-c', 'user.name=Mona', '-c', 'user.email=mona@example.com', ...args], { cwd: folder });
  await git('init', '--quiet', '--initial-branch=main');
  await git('commit', '--quiet', '--allow-empty', '--message', 'Read digits');
  await git('checkout', '--quiet', '-b', 'faster');
  await git('commit', '--quiet', '--allow-empty', '--message', 'Learn faster');
  await git('checkout', '--quiet', 'main');
  const repository = await local.repositories.create({
    owner: 'acme',
    name: 'vision',
    from: folder,
    private: options.private ?? true,
  });
  await rm(folder, { recursive: true });
  const told: string[] = [];
  return {
    local,
    repository,
    told,
    newPull: () => local.pulls.open({ repository, title: 'Learn faster', author: 'mona', headRef: 'faster' }),
    open({
      permissions = usual,
      token = local.tokens.forJob(repository, permissions),
      timers,
      ...rest
    } = {}) {
      return openGitHub({
        token,
        repository: repositoryName,
        apiUrl: local.apiUrl,
        graphqlUrl: local.graphqlUrl,
        report: (text) => told.push(text),
        ...rest,
        timers: { ...quick, ...timers },
      });
    },
    comments: (pull) => local.comments.list(repository, pull.number),
    close: () => local.close(),
  };
}
