import { type ExitCode, Failure, worstExitCode } from '@weighbridge/contract';
import type { Call } from './call.ts';
import type { Change } from './change.ts';
import { alone } from './model-lock.ts';
import type { ModelPlan } from './model-plan.ts';
import { openPlace } from './open-place.ts';
import { openSession, type SessionOptions } from './session.ts';
import { type StateFolder, stateFolder } from './state-folder.ts';
import { type Training, trainModel } from './train-model.ts';

export interface TrainOptions extends SessionOptions {
  /** Leaves out models that the change does not touch or that are not due. */
  readonly touchedOnly?: boolean;
}

export interface TrainedModel {
  readonly model: string;
  /** False: the weights of this very model were here already. */
  readonly trained: boolean;
  readonly weightsDigest: string;
  /** The model key. */
  readonly key: string;
}

export interface TrainOutcome {
  readonly models: readonly TrainedModel[];
  readonly failed: readonly {
    readonly model: string;
    readonly reason: string;
    readonly log: readonly string[];
  }[];
  /** 4 where a command failed, 2 where one could not be run, else 0. */
  readonly exitCode: ExitCode;
}

/**
 * Trains models in the working tree, touched or not, and leaves their weights where their evaluation finds them.
 *
 * @throws Failure `usage` where no model has a `train`
 */
export async function train(call: Call, options: TrainOptions): Promise<TrainOutcome> {
  const { change, plans } = await openSession(call, options);
  const { root } = change.repository;
  const meant = plans.filter((plan) => plan.model.train !== undefined && !plan.removed);
  if (meant.length === 0)
    throw new Failure('usage', 'no model has a `train` in weighbridge.yml, so there is nothing to train');
  const models: TrainedModel[] = [];
  const failed: TrainOutcome['failed'][number][] = [];
  const codes: ExitCode[] = [];
  for (const plan of meant) {
    if (options.touchedOnly && isLeft(call, plan)) continue;
    const folder = await stateFolder(root, plan.model.name);
    const training = await alone(root, plan.model.name, () => trainInPlace(call, change, plan, folder));
    codes.push(codeOf(training));
    const { name } = plan.model;
    if (training.kind === 'trained') {
      const { digest, modelKey } = training.weights;
      models.push({ model: name, trained: !training.reused, weightsDigest: digest, key: modelKey });
    } else if (training.kind !== 'none') {
      failed.push({
        model: name,
        reason: training.reason,
        log: training.kind === 'failed' ? training.log : [],
      });
    }
  }
  return { models, failed, exitCode: worstExitCode(codes) };
}

async function trainInPlace(
  call: Call,
  change: Change,
  plan: ModelPlan,
  folder: StateFolder,
): Promise<Training> {
  const opened = await openPlace(call, change, plan, folder);
  if (opened.kind !== 'open') return opened;
  return trainModel(call, change, plan, folder, opened.place);
}

function isLeft(call: Call, { model, touched, untrained }: ModelPlan): boolean {
  if (!touched) call.reporter.line(`${model.name} is untouched`);
  else if (untrained !== undefined) call.reporter.line(`${model.name} is not trained: ${untrained}`);
  return !touched || untrained !== undefined;
}

function codeOf({ kind }: Training): ExitCode {
  if (kind === 'failed') return 4;
  return kind === 'not-run' ? 2 : 0;
}
