import type { FullManifest } from '../manifest/manifest-extras.ts';
import type { RebuildStep } from './rebuild.ts';

/** Where training leaves its weights, seen from the working tree. */
export function modelDir({ model }: FullManifest): string {
  return `.weighbridge/${model}/model`;
}

/** The training as it was run: on the host, or in the image with the clone mounted. */
export function trainSteps(
  manifest: FullManifest,
  image: string | null,
  engine: 'docker' | 'podman',
  workdir: string,
): readonly RebuildStep[] {
  const { modelKeyParts, training, model } = manifest;
  const { train } = modelKeyParts;
  if (train === undefined) return [];
  const folder = modelDir(manifest);
  const make: RebuildStep = {
    what: 'Make the folder of the weights',
    argv: ['mkdir', '-p', '--', folder],
    folder: 'clone',
  };
  const what = 'Train';
  const shared = [`WEIGHBRIDGE_SEED=${train.seed}`, `WEIGHBRIDGE_MODEL=${model}`];
  if (image === null) {
    // Absolute, as the command may change its folder; the shell that runs it knows where it is.
    const run = ['bash', '-e', '-o', 'pipefail', '-c'] as const;
    const inner = 'export WEIGHBRIDGE_MODEL_DIR="$PWD/$0"; exec "$@"';
    return [
      make,
      {
        what,
        argv: ['env', ...shared, 'sh', '-c', inner, folder, ...run, train.run],
        folder: 'clone',
      },
    ];
  }
  const flags = [
    '--rm',
    `--volume=.:${workdir}`,
    `--workdir=${workdir}`,
    ...[...shared, `WEIGHBRIDGE_MODEL_DIR=${workdir}/${folder}`].map((variable) => `--env=${variable}`),
    ...(training?.env ?? []).map((name) => `--env=${name}`),
    ...(training === undefined || training.gpus === null ? [] : [`--gpus=${training.gpus}`]),
    ...(training === undefined || training.network ? [] : ['--network=none']),
  ];
  // An image need not have bash.
  return [
    make,
    {
      what,
      argv: [engine, 'run', ...flags, '--entrypoint=sh', image, '-e', '-c', train.run],
      folder: 'clone',
    },
  ];
}
