import type { FullManifest } from '../manifest/manifest-extras.ts';
import { dataSteps } from './data-steps.ts';
import { imageSteps } from './image-steps.ts';
import type { Rebuild, RebuildOptions, RebuildStep } from './rebuild.ts';
import { modelDir, trainSteps } from './train-step.ts';

/**
 * The exact commands that make a model again from its manifest, as data: clone, data, image or setup, training, check of the bytes. What the manifest
 * does not know is a doubt, never a guess.
 */
export function rebuildCommands(manifest: FullManifest, options: RebuildOptions = {}): Rebuild {
  const clone = options.clone ?? manifest.model.replace(/[^A-Za-z0-9._-]+|^[-.]+/g, '-').replace(/^-+/, '');
  const engine = options.engine ?? 'docker';
  const data = dataSteps(manifest.data);
  const image = imageSteps(manifest, engine);
  const train = trainSteps(manifest, image.name, engine, options.workdir ?? '/work');
  const trained = manifest.modelKeyParts.train;
  const digest = manifest.weights?.digest ?? null;
  const same =
    digest !== null && manifest.nondeterminism !== undefined && manifest.nondeterminism.length === 0;
  return {
    model: manifest.model,
    clone: clone === '' ? 'model' : clone,
    steps: [
      ...cloneSteps(manifest, clone === '' ? 'model' : clone),
      ...data.steps,
      ...image.steps,
      ...setupSteps(manifest, image.name),
      ...train,
      ...(same && train.length > 0 ? checkSteps(manifest) : []),
    ],
    environment: manifest.training?.env ?? [],
    verify: same && trained !== undefined ? { digest, outputs: trained.outputs } : null,
    modelDir: modelDir(manifest),
    doubts: [...doubtsOf(manifest), ...data.doubts, ...image.doubts],
  };
}

function cloneSteps({ repository, commit }: FullManifest, clone: string): readonly RebuildStep[] {
  if (repository === undefined) return [];
  return [
    {
      what: 'Clone the repository',
      argv: ['git', 'clone', '--no-checkout', '--', repository, clone],
      folder: 'start',
    },
    { what: 'Check out the commit', argv: ['git', 'checkout', '--detach', commit], folder: 'clone' },
  ];
}

function setupSteps({ modelKeyParts }: FullManifest, image: string | null): readonly RebuildStep[] {
  if (modelKeyParts.setup === null || image !== null) return [];
  return [
    {
      what: 'Set up the environment',
      argv: ['bash', '-e', '-o', 'pipefail', '-c', modelKeyParts.setup],
      folder: 'clone',
    },
  ];
}

/** Where each file's content is known, any machine can check it: sha256sum needs nothing of ours. */
function checkSteps(manifest: FullManifest): readonly RebuildStep[] {
  const { weightFiles = [], modelKeyParts } = manifest;
  if (weightFiles.length === 0) return [];
  // Digested from the working tree where outputs are named, else from the folder of the weights.
  const from = modelKeyParts.train?.outputs.length === 0 ? `${modelDir(manifest)}/` : '';
  const stdin = weightFiles.map(({ path, sha256 }) => checkLine(`${from}${path}`, sha256)).join('');
  return [
    {
      what: 'Check every byte of the weights',
      argv: ['sha256sum', '--check', '--strict', '-'],
      folder: 'clone',
      stdin,
    },
  ];
}

/** As sha256sum writes them: a name with a backslash or line break is escaped, and the line begins with a backslash. */
function checkLine(path: string, sha256: string): string {
  const escaped = path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `${escaped === path ? '' : '\\'}${sha256}  ${escaped}\n`;
}

function doubtsOf(manifest: FullManifest): readonly string[] {
  const { repository, dirty, modelKeyParts, weightsFrom, nondeterminism } = manifest;
  const isTrained = modelKeyParts.train !== undefined;
  return [
    ...(repository === undefined ? ['the manifest names no repository: start in a clone at the commit'] : []),
    ...(dirty ? ['the working tree had changes that no commit holds'] : []),
    ...(isTrained ? [] : [`nothing is trained: the weights come from ${weightsFrom ?? 'the repository'}`]),
    ...(isTrained && nondeterminism === undefined
      ? ['it is not known whether training gives the same bytes again']
      : []),
    ...(isTrained ? (nondeterminism ?? []).map((what) => `not deterministic: ${what}`) : []),
  ];
}
