import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Evidence, Manifest } from '@weighbridge/contract';
import type { ResultColumns } from '@weighbridge/results';
import type { Call } from './call.ts';
import type { Change } from './change.ts';
import type { CollectedRows } from './collect-rows.ts';
import { evaluateSuite } from './evaluate-suite.ts';
import { writeEvidence } from './evidence-files.ts';
import { forgetFailure, writeFailedRun, writeRefusal } from './failure-file.ts';
import type { ModelPlan } from './model-plan.ts';
import { openPlace } from './open-place.ts';
import { type StateFolder, stateFolder } from './state-folder.ts';
import { type DrawOptions, drawSuite, type SuiteDraw } from './suite-draw.ts';
import { trainModel } from './train-model.ts';

/** One suite of a model, evaluated. */
export interface SuiteResult {
  readonly name: string;
  readonly draw: SuiteDraw;
  readonly rows: CollectedRows;
}

/** How the evaluation of a model ended. */
export type ModelRun =
  | {
      readonly kind: 'evaluated';
      readonly suites: readonly SuiteResult[];
      readonly evidence: Evidence;
      readonly manifest: Manifest;
      readonly folder: StateFolder;
    }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly log: readonly string[];
      readonly rows: number;
      readonly planned: number;
    }
  | { readonly kind: 'not-run'; readonly reason: string };

export interface EvaluateModelOptions extends DrawOptions {
  /** Main's columns by suite, newest first, for the running estimate. */
  readonly baselines: ReadonlyMap<string, readonly ResultColumns[]>;
}

/**
 * Evaluates every suite of a model in the working tree and writes rows, manifest and evidence into its state folder;
 * where that fails, why.
 */
export async function evaluateModel(
  call: Call,
  change: Change,
  plan: ModelPlan,
  options: EvaluateModelOptions,
): Promise<ModelRun> {
  const folder = await stateFolder(change.repository.root, plan.model.name);
  // What proves an earlier evaluation proves nothing of this one, should it fail.
  for (const name of ['evidence.json', 'manifest.json']) await rm(folder.file(name), { force: true });
  await forgetFailure(folder);
  try {
    const run = await evaluateSuites(call, change, plan, folder, options);
    if (run.kind !== 'evaluated') await writeFailedRun(folder, change.head.sha, run);
    return run;
  } catch (error) {
    await writeRefusal(folder, change.head.sha, error);
    throw error;
  }
}

async function evaluateSuites(
  call: Call,
  change: Change,
  plan: ModelPlan,
  folder: StateFolder,
  options: EvaluateModelOptions,
): Promise<ModelRun> {
  const opened = await openPlace(call, change, plan, folder);
  if (opened.kind === 'failed') return { ...opened, rows: 0, planned: 0 };
  if (opened.kind === 'not-run') return opened;
  const { place, image } = opened;
  const training = await trainModel(call, change, plan, folder, place);
  if (training.kind === 'failed') return { ...training, rows: 0, planned: 0 };
  if (training.kind === 'not-run') return training;
  const suites: SuiteResult[] = [];
  for (const suitePlan of plan.suites) {
    const suite = suitePlan.policy;
    const draw = await drawSuite(call, change, plan, suitePlan, folder, options);
    call.reporter.step(`${plan.model.name}: evaluating ${countOf(draw)} with \`${suite.run}\``);
    for (const text of draw.changes) call.reporter.warn(text);
    const run = await evaluateSuite(call, {
      root: change.repository.root,
      place,
      model: plan.model,
      suite,
      draw,
      folder,
      baselines: options.baselines.get(suite.name) ?? [],
      keepTexts: plan.policy.store.rows === 'full',
    });
    if (run.kind === 'not-run') return run;
    if (run.kind === 'failed') {
      return { ...run, planned: draw.planned.length };
    }
    call.reporter.line(
      `${run.rows.columns.rows} rows in ${(run.durationMs / 1_000).toFixed(1)} s → ${relative(change.repository.root, run.rows.path)}`,
    );
    suites.push({ name: suite.name, draw, rows: run.rows });
  }
  return {
    kind: 'evaluated',
    suites,
    folder,
    ...(await writeEvidence(call, change, plan, { suites, training, image }, folder)),
  };
}

function countOf(draw: SuiteDraw): string {
  const all = draw.examples.ids.length;
  const beside = draw.beside.length === 0 ? '' : ` and ${draw.beside.length} that must pass`;
  return `${draw.planned.length === all ? `all ${all}` : `${draw.planned.length} of ${all}`} examples${beside}`;
}
