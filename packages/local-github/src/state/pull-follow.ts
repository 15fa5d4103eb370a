import type { Actor } from '../events/repository-event.ts';
import { isAncestor, resolve } from '../git/bare-repository.ts';
import { commits } from '../git/history.ts';
import type { PullLife } from './pull-life.ts';
import type { PullRefs } from './pull-refs.ts';
import type { PullRecord, RepositoryRecord } from './records.ts';
import type { Repositories } from './repositories.ts';

/** Takes over a head that moved; a branch that is gone closes its pull request. */
export async function followHead(
  repositories: Repositories,
  refs: PullRefs,
  life: PullLife,
  pull: PullRecord,
  actor: Actor,
): Promise<void> {
  const from: RepositoryRecord = repositories.get(pull.headRepository);
  const now = await resolve(repositories.gitDir(from), `refs/heads/${pull.headRef}`);
  if (now === undefined) {
    life.close(pull, actor);
    return;
  }
  const before = pull.headSha;
  if (now === before) return;
  await refs.takeHead(pull);
  pull.baseSha = (await refs.baseTip(pull)) ?? pull.baseSha;
  await refs.testMerge(pull);
  const forced = !(await isAncestor(refs.gitDir(pull), before, now));
  const pushed = forced ? [] : await commits(refs.gitDir(pull), `${before}..${now}`, 20);
  life.note(pull, {
    actor: actor.login,
    kind: forced ? 'force-pushed' : 'pushed',
    detail: forced ? `${before} ${now}` : pushed.map(({ sha }) => sha).join(' '),
  });
  life.emit(pull, actor, 'synchronize', { before });
}

/** Tests the merge with a base that moved; a base that has the head already has merged it. */
export async function followBase(
  refs: PullRefs,
  life: PullLife,
  pull: PullRecord,
  actor: Actor,
): Promise<void> {
  const tip = await refs.baseTip(pull);
  if (tip === undefined) life.close(pull, actor);
  else if (await isAncestor(refs.gitDir(pull), pull.headSha, tip)) life.markMerged(pull, pull.headSha, actor);
  else await refs.testMerge(pull);
}
