import { resolve } from 'node:path';
import { Failure, type ModelPolicy, type Policy, type SuitePolicy } from '@weighbridge/contract';
import { openRepository } from '@weighbridge/git';
import { folderStore, gitStore, type RunStore, type StoredRun } from '@weighbridge/store';
import { maxBaselineRuns } from './baseline.ts';
import type { Call } from './call.ts';
import { keyedModel } from './model-plan.ts';
import type { SessionOptions } from './session.ts';
import { remoteOf } from './session.ts';

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
  const repository = await openRepository(call.cwd, { env: call.env, signal: call.signal });
  const store: RunStore =
    options.store === undefined
      ? gitStore(repository, await remoteOf(repository, options.remote), policy.store.prefix)
      : folderStore(resolve(call.cwd, options.store));
  const listed = await store.list(model.name);
  const runs: StoredRun[] = [];
  for (const revision of revisions) {
    const sha = await repository.revParse(revision);
    if (sha === undefined) throw new Failure('usage', `${revision} is neither a file nor a revision here`);
    const { key } = keyedModel(await repository.treeFiles(sha), model, policy);
    const fitting = listed.filter((ref) => key.startsWith(ref.modelKey)).slice(0, maxBaselineRuns);
    const read = await Promise.all(fitting.map((ref) => store.read(ref)));
    const holding = read.filter((run) => run.evidence.suites.some((entry) => entry.name === suite.name));
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
