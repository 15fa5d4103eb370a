import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, type TrainPolicy } from '@weighbridge/contract';
import type { Call } from './call.ts';
import type { Change } from './change.ts';
import { failedCommand } from './failed-command.ts';
import type { ModelPlan } from './model-plan.ts';
import type { Place } from './place.ts';
import { missingVariables, secretsOf, withoutVariables } from './secrets.ts';
import type { StateFolder } from './state-folder.ts';
import { modelFolder, readWeights, type Weights, weightsOf, writeWeights } from './weights.ts';

/** How the training of a model ended. A command that fails is an answer: it is never taken for a regression. */
export type Training =
  | { readonly kind: 'none' }
  | { readonly kind: 'trained'; readonly weights: Weights; readonly reused: boolean }
  | { readonly kind: 'failed'; readonly reason: string; readonly log: readonly string[] }
  | { readonly kind: 'not-run'; readonly reason: string };

/**
 * Trains a model in the working tree, unless weights of this very model, made in this run or at this terminal, are here
 * already and are still the bytes they were.
 */
export async function trainModel(
  call: Call,
  change: Change,
  plan: ModelPlan,
  folder: StateFolder,
  place: Place,
): Promise<Training> {
  const { train } = plan.model;
  if (train === undefined) return { kind: 'none' };
  const { root } = change.repository;
  const known = await readWeights(root, folder, train);
  if (known !== undefined && known.modelKey === plan.head.key && isOurs(known, change)) {
    call.reporter.line(
      `${plan.model.name}: its weights are here already (${short(known.digest)}), so it is not trained`,
    );
    return { kind: 'trained', weights: known, reused: true };
  }
  const missing = missingVariables(call, train.env);
  if (missing.length > 0) return { kind: 'not-run', reason: withoutVariables(call, 'train', missing) };
  assertUnheld(change, train);
  await clear(root, folder, train);
  call.reporter.step(`${plan.model.name}: training with \`${train.run}\``);
  const outcome = await place.run({
    command: train.run,
    names: train.env,
    own: {
      WEIGHBRIDGE_MODEL_DIR: modelFolder(folder),
      WEIGHBRIDGE_SEED: String(train.seed),
      WEIGHBRIDGE_MODEL: plan.model.name,
    },
    timeoutMs: train.timeoutMs,
    mask: secretsOf(call, plan.model),
    onLine: (line) => call.reporter.output(line),
  });
  if (outcome.kind !== 'exited' || outcome.code !== 0)
    return { kind: 'failed', reason: failedCommand(train.run, outcome), log: outcome.lastLines };
  const weights = await weightsOf(root, folder, train, plan.head.key, change);
  if (typeof weights === 'string') return { kind: 'failed', reason: weights, log: outcome.lastLines };
  await writeWeights(folder, weights);
  const seconds = (outcome.durationMs / 1_000).toFixed(1);
  call.reporter.line(`trained in ${seconds} s: ${weights.files} files, ${short(weights.digest)}`);
  return { kind: 'trained', weights, reused: false };
}

/** A key finds, a digest proves; who made the weights decides whether they may be used: at a terminal you, in CI this run. */
function isOurs({ run }: Weights, { circumstances }: Change): boolean {
  return circumstances.trust === 'local' ? run === null : run?.id === circumstances.run.id;
}

/**
 * What git holds is the team's, not training's to take away.
 *
 * @throws Failure `config` where an output is a file of the repository
 */
function assertUnheld({ head }: Change, { outputs, where }: TrainPolicy): void {
  for (const output of outputs) {
    const held = head.files.find(({ path }) => path === output || path.startsWith(`${output}/`));
    if (held === undefined) continue;
    throw new Failure(
      'config',
      `\`outputs\` names ${output}, where git holds ${held.path}; name what training writes and git does not hold`,
      where && { where },
    );
  }
}

/** Nothing of an earlier training may pass for this one's. */
async function clear(root: string, folder: StateFolder, { outputs }: TrainPolicy): Promise<void> {
  await rm(modelFolder(folder), { recursive: true, force: true });
  await mkdir(modelFolder(folder), { recursive: true });
  await rm(folder.file('weights.json'), { force: true });
  for (const path of outputs) await rm(join(root, path), { recursive: true, force: true });
}

function short(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}
