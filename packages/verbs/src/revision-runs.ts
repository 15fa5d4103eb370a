import { resolve } from 'node:path';
import { Failure, type ModelPolicy, type Policy, type SuitePolicy } from '@weighbridge/contract';
import { openRepository } from '@weighbridge/git';
import {
  DamagedRun,
  folderStore,
  gitStore,
  type RunRef,
  type RunStore,
  type StoredRun,
} from '@weighbridge/store';
import { maxBaselineRuns } from './baseline.ts';
import type { Call } from './call.ts';
import { gitOptions } from './change.ts';
import { commitData, readDataIds } from './data-ids.ts';
import { keyedModel } from './model-plan.ts';
import { remoteOf } from './remote.ts';
import type { SessionOptions } from './session.ts';

/** The stored runs that a revision's model has. */
export interface RevisionRun {
  readonly runs: readonly StoredRun[];
}

/**
 * The stored runs of git revisions: those of the model key that the model has there, newest first.
 *
 * @throws Failure `usage` where a revision does not exist or nothing is stored of it
 */
export async function runsOfRevision(
  call: Call,
  options: SessionOptions,
  policy: Policy,
  model: ModelPolicy,
  suite: SuitePolicy,
  revisions: readonly string[],
): Promise<RevisionRun> {
  const repository = await openRepository(call.cwd, gitOptions(call));
  const store: RunStore =
    options.store === undefined
      ? gitStore(repository, await remoteOf(repository, options.remote), policy.store.prefix)
      : folderStore(resolve(call.cwd, options.store));
  const listed = await store.list(model.name);
  const runs: StoredRun[] = [];
  for (const revision of revisions) {
    const sha = await repository.revParse(revision);
    if (sha === undefined) throw new Failure('usage', `${revision} is neither a file nor a revision here`);
    const files = await repository.treeFiles(sha);
    const ids = await readDataIds([policy], commitData(repository, { sha, files }), new Map());
    const { key } = keyedModel({ files, ids }, model, policy);
    const fitting = listed.filter((ref) => key.startsWith(ref.modelKey));
    const holding = await newestHolding(
      call,
      store,
      fitting,
      (run) =>
        run.evidence.modelKey === key && run.evidence.suites.some((entry) => entry.name === suite.name),
    );
    if (holding.length === 0) {
      throw new Failure(
        'usage',
        `main has no stored run of ${model.name} as it is in ${revision}; check it out and run \`weighbridge eval --full --record\``,
      );
    }
    runs.push(...holding);
  }
  return { runs };
}

/** The newest readable runs that fit, at most as many as are averaged; damaged ones are said and left out. */
async function newestHolding(
  call: Call,
  store: RunStore,
  refs: readonly RunRef[],
  fits: (run: StoredRun) => boolean,
): Promise<readonly StoredRun[]> {
  const found: StoredRun[] = [];
  for (const ref of refs) {
    if (found.length === maxBaselineRuns) break;
    try {
      const run = await store.read(ref);
      if (fits(run)) found.push(run);
    } catch (error) {
      if (!(error instanceof DamagedRun)) throw error;
      call.reporter.warn(error.message);
    }
  }
  return found;
}
