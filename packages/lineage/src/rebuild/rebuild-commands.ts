import type { FullManifest } from '../manifest/manifest-extras.ts';
import { dataSteps } from './data-steps.ts';
import { imageSteps } from './image-steps.ts';
import type { Rebuild, RebuildOptions, RebuildStep } from './rebuild.ts';
import { trainStep } from './train-step.ts';

/**
 * The exact commands that make a model again from its manifest, as data: clone, data, image or setup, training, check of the bytes. What the manifest
 * does not know is a doubt, never a guess.
 */
export function rebuildCommands(manifest: FullManifest, options: RebuildOptions = {}): Rebuild {
  const clone = options.clone ?? manifest.model.replace(/[^A-Za-z0-9._-]+|^[-.]+/g, '-').replace(/^-+/, '');
  const engine = options.engine ?? 'docker';
  const data = dataSteps(manifest.data);
  const image = imageSteps(manifest, engine);
  const train = trainStep(manifest, image.name, engine, options.workdir ?? '/work');
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
    environment: manifest.train?.env ?? [],
    verify: same && manifest.train ? { digest, outputs: manifest.train.outputs } : null,
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
function checkSteps({ weights }: FullManifest): readonly RebuildStep[] {
  if (weights?.files === undefined || weights.files.length === 0) return [];
  const stdin = weights.files.map(({ path, sha256 }) => checkLine(path, sha256)).join('');
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
  const { repository, dirty, train, weights, nondeterminism, seed } = manifest;
  return [
    ...(repository === undefined ? ['the manifest names no repository: start in a clone at the commit'] : []),
    ...(dirty ? ['the working tree had changes that no commit holds'] : []),
    ...(train === undefined ? ['the manifest does not record how the model was trained'] : []),
    ...(train === null ? [`nothing was trained: the weights came from ${weights?.from ?? 'elsewhere'}`] : []),
    ...(train && seed === null ? ['no seed was given'] : []),
    ...(train && nondeterminism === undefined
      ? ['it is not known whether training gives the same bytes again']
      : []),
    ...(train ? (nondeterminism ?? []).map((what) => `not deterministic: ${what}`) : []),
  ];
}
