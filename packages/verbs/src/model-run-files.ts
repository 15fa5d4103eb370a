import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { Failure, parseEvidence, parseManifest, type SuiteEvidence } from '@weighbridge/contract';
import { fileSource, readResults } from '@weighbridge/results';
import { rowRanges } from './baseline-columns.ts';
import type { Call } from './call.ts';
import type { Change } from './change.ts';
import type { ModelRun, SuiteResult } from './evaluate-model.ts';
import { readFailedRun } from './failure-file.ts';
import type { ModelPlan } from './model-plan.ts';
import { readState, type StateFolder, stateFolder } from './state-folder.ts';
import { drawSuite, type SuiteDraw } from './suite-draw.ts';

/**
 * Reads back what `eval` wrote for a model, checking that it is of this very candidate and that rows and manifest are
 * the bytes that the evidence names; or how it failed.
 */
export async function readModelRun(call: Call, change: Change, plan: ModelPlan): Promise<ModelRun> {
  const folder = await stateFolder(change.repository.root, plan.model.name);
  const failed = await readFailedRun(folder, change.head.sha);
  if (failed !== undefined) return failed;
  if (call.ci !== undefined && !existsSync(folder.file('evidence.json'))) throw nothingCame(plan.model.name);
  const evidence = parseEvidence(await readState(folder, 'evidence.json'), folder.file('evidence.json'));
  if (evidence.commit !== change.head.sha || evidence.modelKey !== plan.head.key) {
    throw new Failure(
      'usage',
      `the results in ${folder.path} are of another state of the model; run \`eval\` again`,
    );
  }
  const manifest = parseManifest(await readState(folder, 'manifest.json'), folder.file('manifest.json'));
  const suites: SuiteResult[] = [];
  for (const suitePlan of plan.suites) {
    const proof = evidence.suites.find((suite) => suite.name === suitePlan.policy.name);
    if (proof === undefined)
      throw new Failure('usage', `the last \`eval\` left out suite ${suitePlan.policy.name}; run it again`);
    const draw = await drawSuite(call, change, plan, suitePlan, folder, { full: proof.full });
    const stale = staleness(proof, suitePlan.head.key, draw);
    if (stale !== undefined) {
      throw new Failure('usage', `since the last \`eval\` of ${plan.model.name} ${stale}; run it again`);
    }
    const { path, digest, bytes } = await provenRows(folder, proof);
    const columns = await readResults([fileSource(path)], {
      ranges: rowRanges(suitePlan.policy),
      keepTexts: plan.policy.store.rows === 'full',
    });
    suites.push({
      name: proof.name,
      draw,
      rows: { name: `results.${proof.name}.jsonl`, path, digest, bytes, columns },
    });
  }
  return { kind: 'evaluated', suites, evidence, manifest, folder };
}

/** In CI the evaluation is another step or job, which its reader can look up; no path on the runner helps. */
function nothingCame(model: string): Failure {
  return new Failure(
    'infrastructure',
    `no results of ${model} came: the step or job that evaluates it failed, was skipped, or did not get there`,
  );
}

/** What makes an earlier evaluation of a suite useless for the suite as it is now; undefined where nothing does. */
function staleness(proof: SuiteEvidence, harnessKey: string, draw: SuiteDraw): string | undefined {
  if (proof.harnessKey !== harnessKey) return `the harness of ${proof.name} has changed`;
  if (proof.examplesKey !== draw.examplesKey) return `the examples of ${proof.name} have changed`;
  return proof.full || proof.orderSeed === draw.orderSeed
    ? undefined
    : `another branch was checked out, whose subset of ${proof.name} is another`;
}

/** Path of a suite's rows, once their digest is what the evidence says. */
export async function provenRows(
  folder: StateFolder,
  proof: SuiteEvidence,
): Promise<{ path: string; digest: string; bytes: number }> {
  const path = folder.file(`results.${proof.name}.jsonl`);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path)) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (cause) {
    throw new Failure('usage', 'no such results; run `eval` first', { where: { file: path }, cause });
  }
  const digest = `sha256:${hash.digest('hex')}`;
  if (digest !== proof.digest) {
    throw new Failure(
      'rows',
      'these rows are not those that evidence.json names; they were changed after `eval` wrote them',
      { where: { file: path } },
    );
  }
  return { path, digest, bytes };
}
