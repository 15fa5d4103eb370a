import { type Evidence, type Manifest, sha256Hex } from '@weighbridge/contract';
import { writeFileAtomic } from '@weighbridge/process';
import type { Call } from './call.ts';
import type { Change } from './change.ts';
import type { SuiteResult } from './evaluate-model.ts';
import type { OpenedImage } from './image.ts';
import type { ModelPlan } from './model-plan.ts';
import type { StateFolder } from './state-folder.ts';
import type { Training } from './train-model.ts';

/** Writes manifest.json and evidence.json: what was evaluated, of what it was made, and the digests that prove it. */
export async function writeEvidence(
  call: Call,
  change: Change,
  plan: ModelPlan,
  made: {
    readonly suites: readonly SuiteResult[];
    readonly training: Training;
    readonly image: OpenedImage | undefined;
  },
  folder: StateFolder,
): Promise<{ evidence: Evidence; manifest: Manifest }> {
  const createdAt = call.now().toISOString();
  const { suites } = made;
  const manifest = manifestOf(change, plan, made, createdAt);
  const manifestText = jsonText(manifest);
  const evidence: Evidence = {
    schema: 'weighbridge/evidence@1',
    model: plan.model.name,
    commit: change.head.sha,
    dirty: change.head.dirty,
    modelKey: plan.head.key,
    kind: change.circumstances.kind,
    trust: change.circumstances.trust,
    event: change.circumstances.event,
    run: change.circumstances.run,
    createdAt,
    suites: suites.map((suite) => ({
      name: suite.name,
      harnessKey: harnessKeyOf(plan, suite.name),
      examplesKey: suite.draw.examplesKey,
      total: suite.draw.examples.ids.length,
      planned: suite.draw.planned.length,
      rows: suite.rows.columns.rows,
      full: suite.draw.full,
      orderSeed: suite.draw.orderSeed,
      digest: suite.rows.digest,
      files: [{ path: suite.rows.name, digest: suite.rows.digest, bytes: suite.rows.bytes }],
    })),
    manifest: `sha256:${sha256Hex(manifestText)}`,
    weighbridge: call.version,
  };
  await writeFileAtomic(folder.file('manifest.json'), manifestText);
  await writeFileAtomic(folder.file('evidence.json'), jsonText(evidence));
  return { evidence, manifest };
}

function manifestOf(
  change: Change,
  plan: ModelPlan,
  { training, image }: { readonly training: Training; readonly image: OpenedImage | undefined },
  createdAt: string,
): Manifest {
  const { data } = plan.model;
  const sources = Object.entries({ train: data.train, eval: data.eval }).flatMap(([name, source]) =>
    source === undefined
      ? []
      : [
          [
            name,
            {
              id: change.head.ids(source).id,
              from: source.window?.from ?? null,
              to: source.window?.to ?? null,
            },
          ] as const,
        ],
  );
  return {
    schema: 'weighbridge/manifest@1',
    model: plan.model.name,
    commit: change.head.sha,
    dirty: change.head.dirty,
    modelKey: plan.head.key,
    modelKeyParts: plan.head.parts,
    harnesses: Object.fromEntries(plan.suites.map((suite) => [suite.policy.name, suite.head])),
    data: Object.fromEntries(sources),
    seed: plan.model.train?.seed ?? null,
    ...(image === undefined ? {} : { image: imageRecord(image) }),
    ...(training.kind === 'trained'
      ? { weights: { digest: training.weights.digest, files: training.weights.files, place: null } }
      : {}),
    createdAt,
  };
}

function imageRecord({ facts, inputsKey, engine, name }: OpenedImage): NonNullable<Manifest['image']> {
  return {
    ref: name,
    id: facts.id,
    digest: facts.digests[0] ?? null,
    inputsKey,
    engine: `${engine.name} ${engine.version}`,
  };
}

function harnessKeyOf(plan: ModelPlan, suite: string): string {
  const found = plan.suites.find((other) => other.policy.name === suite);
  if (found === undefined) throw new Error(`suite ${suite} is not in the plan`);
  return found.head.key;
}

/** JSON as the files between the steps hold it: two spaces, one newline at the end. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
