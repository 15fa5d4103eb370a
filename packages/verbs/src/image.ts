import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImagePolicy } from '@weighbridge/contract';
import {
  becauseOf,
  type Engine,
  explainInputs,
  findEngine,
  type ImageFacts,
  type ImageInputs,
  inputsTag,
  type ReadInputs,
  type ResolveBase,
  readInputs,
} from '@weighbridge/image';
import {
  openRegistries,
  parseReference,
  RegistryFailure,
  resolve,
  storedCredentials,
} from '@weighbridge/oci';
import { writeFileAtomic } from '@weighbridge/process';
import type { Call } from './call.ts';
import type { Change } from './change.ts';
import { jsonText } from './evidence-files.ts';
import type { ModelPlan } from './model-plan.ts';
import type { StateFolder } from './state-folder.ts';

/** The image in which a model's commands run. */
export interface OpenedImage {
  readonly engine: Engine;
  /** What the engine knows it by. */
  readonly name: string;
  readonly facts: ImageFacts;
  /** Null for an image that was built elsewhere. */
  readonly inputsKey: string | null;
  readonly built: boolean;
  /** Why it was built, or why not, in words. */
  readonly reasons: readonly string[];
}

/** How it went with a model's image. */
export type Imaging =
  | { readonly kind: 'host' }
  | { readonly kind: 'image'; readonly image: OpenedImage }
  | { readonly kind: 'failed'; readonly reason: string; readonly log: readonly string[] }
  | { readonly kind: 'not-run'; readonly reason: string };

const buildMs = 3 * 3_600_000;

/** Makes sure that the image of a model is here: the engine has it under the key of its inputs, or it is built. */
export async function openImage(
  call: Call,
  change: Change,
  plan: ModelPlan,
  folder: StateFolder,
): Promise<Imaging> {
  const { image } = plan.model;
  if (image === undefined) return { kind: 'host' };
  call.reporter.step(`${plan.model.name}: its image`);
  const { root } = change.repository;
  const { engine, others } = await findEngine({ env: call.env, cwd: root, ...forbidden(call) });
  if (engine === undefined) {
    const why = others.map(({ reason }) => reason).join('; ');
    return { kind: 'failed', reason: `there is no engine for its image: ${why}`, log: [] };
  }
  return image.kind === 'ref'
    ? openForeign(engine, image.ref)
    : openBuilt({ call, change, plan, folder, engine, image });
}

/** The runner's folder holds files that steer the job. */
function forbidden({ env }: Call): { readonly forbidden?: readonly string[] } {
  return env['RUNNER_TEMP'] ? { forbidden: [env['RUNNER_TEMP']] } : {};
}

async function openForeign(engine: Engine, ref: string): Promise<Imaging> {
  const facts = await engine.inspect(ref);
  return facts === undefined
    ? { kind: 'failed', reason: `${engine.name} does not have ${ref}; pull it before`, log: [] }
    : {
        kind: 'image',
        image: {
          engine,
          name: ref,
          facts,
          inputsKey: null,
          built: false,
          reasons: ['it was built elsewhere'],
        },
      };
}

interface Building {
  readonly call: Call;
  readonly change: Change;
  readonly plan: ModelPlan;
  readonly folder: StateFolder;
  readonly engine: Engine;
  readonly image: Extract<ImagePolicy, { kind: 'build' }>;
}

async function openBuilt(building: Building): Promise<Imaging> {
  const { call, change, plan, folder, engine, image } = building;
  const ofRegistries = new Map<string, string>();
  const read = await readInputs({
    root: change.repository.root,
    context: image.context,
    dockerfile: image.dockerfile,
    ...(image.inputs === undefined ? {} : { inputs: image.inputs }),
    locks: image.locks,
    buildArgs: image.args,
    ...(image.target === undefined ? {} : { target: image.target }),
    platforms: ['linux/amd64'],
    tracked: change.head.files,
    resolveBase: resolveBase(call, engine, ofRegistries),
  });
  if (read.kind !== 'inputs') {
    return read.kind === 'base-denied'
      ? { kind: 'not-run', reason: read.reason }
      : { kind: 'failed', reason: read.reason, log: [] };
  }
  const name = `weighbridge/${plan.model.name}:${inputsTag(read.key)}`;
  const known = await engine.inspect(name);
  if (known !== undefined) {
    call.reporter.line(`${engine.name} has it already: nothing that it is made of has changed`);
    await remember(folder, read.inputs);
    return {
      kind: 'image',
      image: {
        engine,
        name,
        facts: known,
        inputsKey: read.key,
        built: false,
        reasons: ['nothing that it is made of has changed'],
      },
    };
  }
  return build(building, read, ofRegistries, name);
}

async function build(
  { call, change, folder, engine, image }: Building,
  read: ReadInputs,
  ofRegistries: ReadonlyMap<string, string>,
  name: string,
): Promise<Imaging> {
  const before = await remembered(folder);
  const differing = before === undefined ? [] : explainInputs(before, read.inputs);
  const reasons = [differing.length === 0 ? 'no image with these inputs is here' : becauseOf(differing)];
  call.reporter.line(`building with ${engine.name} ${engine.version}: ${reasons.join(', ')}`);
  const [commit] = await change.repository.firstParents(change.head.sha, 1);
  const outcome = await engine.build(
    {
      contextDir: join(change.repository.root, image.context),
      dockerfilePath: join(change.repository.root, image.dockerfile),
      dockerfile: read.dockerfile,
      ignoreFile: read.ignoreFile,
      ...(image.inputs === undefined ? {} : { onlyFiles: read.inputs.files.map(({ path }) => path) }),
      tags: [name],
      ...(image.target === undefined ? {} : { target: image.target }),
      platforms: [],
      buildArgs: image.args,
      labels: { 'dev.weighbridge.inputs': read.key },
      cacheFrom: [],
      cacheTo: [],
      baseDigests: Object.fromEntries(ofRegistries),
      ...(commit === undefined ? {} : { sourceDateEpoch: Math.floor(commit.at.getTime() / 1_000) }),
    },
    { timeoutMs: buildMs, signal: call.signal, onLine: (line) => call.reporter.output(line) },
  );
  if (outcome.kind === 'base-denied') return { kind: 'not-run', reason: outcome.reason };
  if (outcome.kind !== 'built') return { kind: 'failed', reason: outcome.reason, log: outcome.lastLines };
  for (const warning of outcome.warnings) call.reporter.warn(warning);
  const facts = await engine.inspect(name);
  if (facts === undefined)
    return { kind: 'failed', reason: `${engine.name} built the image and does not have it`, log: [] };
  await remember(folder, read.inputs);
  return { kind: 'image', image: { engine, name, facts, inputsKey: read.key, built: true, reasons } };
}

/**
 * What an image starts from, as a registry has it; what it has is noted, so that the build starts from just that. At a terminal
 * what the engine has under the name comes first: it is there without a network.
 */
function resolveBase(call: Call, engine: Engine, ofRegistries: Map<string, string>): ResolveBase {
  const registries = openRegistries({
    credentials: storedCredentials({ env: call.env }),
    signal: call.signal,
    report: (text) => call.reporter.line(text),
  });
  return async (ref) => {
    const local = call.ci === undefined ? await engine.inspect(ref) : undefined;
    if (local !== undefined) return { kind: 'digest', digest: local.id };
    try {
      const found = await resolve(registries, parseReference(ref));
      if (found === 'absent') return { kind: 'absent' };
      ofRegistries.set(ref, found.digest);
      return { kind: 'digest', digest: found.digest };
    } catch (error) {
      if (!(error instanceof RegistryFailure)) throw error;
      const denied = error.fault === 'denied' || error.fault === 'credentials';
      return { kind: denied ? 'denied' : 'unreachable', reason: error.message };
    }
  };
}

const inputsFile = 'image-inputs.json';

function remember(folder: StateFolder, inputs: ImageInputs): Promise<void> {
  return writeFileAtomic(folder.file(inputsFile), jsonText(inputs));
}

/** What the last image here was made of, for the reason of the next one; undefined where there was none. */
async function remembered(folder: StateFolder): Promise<ImageInputs | undefined> {
  try {
    const found: ImageInputs = JSON.parse(await readFile(folder.file(inputsFile), 'utf8'));
    return found.schema === 'weighbridge/image-inputs@1' ? found : undefined;
  } catch {
    return undefined;
  }
}
