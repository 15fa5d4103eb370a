import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Addresses } from '../shape/addresses.ts';
import type { RepositoryRecord, TokenRecord } from '../state/records.ts';
import { fullName } from '../state/repositories.ts';
import type { State } from '../state/state.ts';
import type { PushCommand } from './push-command.ts';
import { judgePush } from './push-rules.ts';

export interface GitServices {
  readonly state: State;
  readonly addresses: Addresses;
  readonly hooks: string;
  readonly maxFileBytes: number;
  /** Pushes under way, for the hook that asks about them. */
  readonly pushes: Map<string, (question: { atomic: boolean; commands: PushCommand[] }) => Promise<unknown>>;
}

/** What git's hooks need while one push is under way, and what is done when it is over. */
export function startPush(services: GitServices, repository: RepositoryRecord, token: TokenRecord) {
  const { state, hooks, pushes, addresses, maxFileBytes } = services;
  const id = randomBytes(12).toString('hex');
  const gitDir = state.repositories.gitDir(repository);
  const result = join(state.store.folder, `push-${id}`);
  const rulesUrl = `${addresses.repositoryWeb(repository)}/rules`;
  pushes.set(id, (question) => judgePush({ ...question, repository, gitDir, token, maxFileBytes, rulesUrl }));
  return {
    config: { 'core.hooksPath': hooks, 'receive.procReceiveRefs': 'refs' },
    env: {
      LOCAL_GITHUB_PUSH_URL: `${addresses.web}/_pushes/${id}`,
      LOCAL_GITHUB_PUSH_RESULT: result,
      LOCAL_GITHUB_HOOKS: hooks,
      LOCAL_GITHUB_NODE: process.execPath,
    },
    async finish() {
      pushes.delete(id);
      const lines = await readFile(result, 'utf8').catch(() => '');
      await rm(result, { force: true });
      const moved = lines.split('\n').flatMap((line) => {
        const [before, after, ...ref] = line.split(' ');
        return before === undefined || after === undefined ? [] : [{ before, after, ref: ref.join(' ') }];
      });
      await refsMoved(state, repository, moved, { login: token.login, byJob: token.kind === 'actions' });
      await state.store.flush();
    },
  };
}

/** Lets the rest know of refs that moved: pull requests follow, listeners hear of a push. */
export async function refsMoved(
  state: State,
  repository: RepositoryRecord,
  moved: readonly PushCommand[],
  actor: { readonly login: string; readonly byJob: boolean },
): Promise<void> {
  if (moved.length > 0) repository.pushedAt = state.store.timestamp();
  state.store.touch();
  // More than three tags in one push raise no event.
  const tags = moved.filter(({ ref }) => ref.startsWith('refs/tags/')).length;
  for (const { ref, before, after } of moved) {
    const raises = ref.startsWith('refs/heads/') || (ref.startsWith('refs/tags/') && tags <= 3);
    if (raises) {
      const { login, byJob } = actor;
      state.feed.emit({
        name: 'push',
        repository: fullName(repository),
        ref,
        before,
        after,
        actor: login,
        byJob,
      });
    }
    const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
    if (branch !== undefined) await state.pulls.branchMoved(repository, branch, actor);
  }
}
