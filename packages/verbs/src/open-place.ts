import type { Call } from './call.ts';
import type { Change } from './change.ts';
import { failedCommand } from './failed-command.ts';
import { type Imaging, type OpenedImage, openImage } from './image.ts';
import type { ModelPlan } from './model-plan.ts';
import { hostPlace, imagePlace, type Place } from './place.ts';
import { secretsOf } from './secrets.ts';
import type { StateFolder } from './state-folder.ts';

/** The place in which a model's commands run, ready for them; or why there is none. */
export type Opened =
  | { readonly kind: 'open'; readonly place: Place; readonly image: OpenedImage | undefined }
  | Extract<Imaging, { kind: 'failed' | 'not-run' }>;

/** Opens a model's image where it has one; else the host, set up. */
export async function openPlace(
  call: Call,
  change: Change,
  plan: ModelPlan,
  folder: StateFolder,
): Promise<Opened> {
  const { root } = change.repository;
  const imaging = await openImage(call, change, plan, folder);
  if (imaging.kind === 'failed' || imaging.kind === 'not-run') return imaging;
  if (imaging.kind === 'image') {
    const { image } = imaging;
    return { kind: 'open', place: imagePlace(call, root, image.engine, image.name), image };
  }
  const place = hostPlace(call, root);
  const failed = await setUp(call, place, plan);
  return failed ?? { kind: 'open', place, image: undefined };
}

/** Runs `setup:` once, where the model has one and no image. */
async function setUp(
  call: Call,
  place: Place,
  plan: ModelPlan,
): Promise<{ kind: 'failed'; reason: string; log: readonly string[] } | undefined> {
  const { setup } = plan.model;
  if (setup === undefined) return undefined;
  call.reporter.step(`${plan.model.name}: setting up with \`${setup}\``);
  const outcome = await place.run({
    command: setup,
    names: [],
    own: {},
    timeoutMs: plan.suites[0]?.policy.timeoutMs ?? 1_800_000,
    mask: secretsOf(call, plan.model),
    onLine: (line) => call.reporter.output(line),
  });
  if (outcome.kind === 'exited' && outcome.code === 0) return undefined;
  const reason = failedCommand(setup, outcome);
  return { kind: 'failed', reason, log: outcome.lastLines };
}
