import { type ExitCode, Failure, worstExitCode } from '@weighbridge/contract';
import type { Call } from './call.ts';
import { type Imaging, openImage } from './image.ts';
import { alone } from './model-lock.ts';
import { openSession, type SessionOptions } from './session.ts';
import { stateFolder } from './state-folder.ts';

export interface BuiltModel {
  readonly model: string;
  /** False: the engine had it already. */
  readonly built: boolean;
  readonly reasons: readonly string[];
  /** Null for an image that was built elsewhere. */
  readonly inputsKey: string | null;
  /** What the engine knows it by. */
  readonly image: string;
  /** Of its configuration: the same wherever it is held. */
  readonly digest: string;
  readonly bytes: number;
}

export interface BuildOutcome {
  readonly models: readonly BuiltModel[];
  readonly failed: readonly {
    readonly model: string;
    readonly reason: string;
    readonly log: readonly string[];
  }[];
  /** 4 where a build failed, 2 where one could not be begun, else 0. */
  readonly exitCode: ExitCode;
}

/**
 * Makes sure that the image of each model is here: built, or proven to need no build.
 *
 * @throws Failure `usage` where no model has an `image`
 */
export async function build(call: Call, options: SessionOptions): Promise<BuildOutcome> {
  const { change, plans } = await openSession(call, options);
  const meant = plans.filter((plan) => plan.model.image !== undefined && !plan.removed);
  if (meant.length === 0)
    throw new Failure('usage', 'no model has an `image` in weighbridge.yml, so there is nothing to build');
  const models: BuiltModel[] = [];
  const failed: BuildOutcome['failed'][number][] = [];
  for (const plan of meant) {
    const { root } = change.repository;
    const { name } = plan.model;
    const folder = await stateFolder(root, name);
    const imaging = await alone(root, name, () => openImage(call, change, plan, folder));
    if (imaging.kind === 'image') models.push(builtModel(name, imaging));
    else if (imaging.kind !== 'host')
      failed.push({ model: name, reason: imaging.reason, log: imaging.kind === 'failed' ? imaging.log : [] });
  }
  const codes: ExitCode[] = failed.map(({ log }) => (log.length > 0 ? 4 : 2));
  return { models, failed, exitCode: worstExitCode(codes) };
}

function builtModel(model: string, { image }: Extract<Imaging, { kind: 'image' }>): BuiltModel {
  const { built, reasons, inputsKey, name, facts } = image;
  return { model, built, reasons, inputsKey, image: name, digest: facts.id, bytes: facts.bytes };
}
