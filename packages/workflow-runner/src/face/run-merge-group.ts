import type { EndedRun } from '../job/run-workflow.ts';
import { enqueuePulls, mergeGroupTrigger } from '../raise/merge-group.ts';
import { type Ran, runAll, type Session } from './session.ts';

/** What is queued, and what becomes of it. */
export interface MergeGroupWish {
  readonly heads: readonly string[];
  readonly base: string;
  readonly actor: string;
  readonly mergeOnSuccess: boolean;
}

/** Queues pull requests and runs the events of their groups, each upon those before it. */
export async function runMergeGroup(session: Session, wish: MergeGroupWish): Promise<Ran> {
  const { github, repository, notes } = session.remote;
  await enqueuePulls(session.remote, wish);
  const ended: EndedRun[] = [];
  const passed = new Map<number, boolean>();
  const pulls: number[] = [];
  for (;;) {
    const entry = github.queue.list(repository, wish.base).find(({ id }) => !passed.has(id));
    if (entry === undefined) break;
    if (!pulls.includes(entry.pull)) pulls.push(entry.pull);
    const runs = await runAll(session, [await mergeGroupTrigger(session.remote, entry, wish.actor)]);
    ended.push(...runs);
    const good =
      runs.length > 0 &&
      runs.every(({ run }) => run.conclusion === 'success' || run.conclusion === 'skipped');
    passed.set(entry.id, good);
    if (!wish.mergeOnSuccess) continue;
    if (runs.length === 0) notes.push(`#${entry.pull} leaves the queue: no check was made of it`);
    // What is behind one that failed is queued anew, without it.
    await github.queue.finish(entry, good, wish.actor);
  }
  if (!wish.mergeOnSuccess) {
    for (const entry of [...github.queue.list(repository, wish.base)].reverse())
      await github.queue.finish(entry, false, wish.actor);
  }
  await github.save();
  return { ended, pulls };
}
