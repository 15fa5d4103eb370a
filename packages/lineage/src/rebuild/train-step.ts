import type { FullManifest } from '../manifest/manifest-extras.ts';
import type { RebuildStep } from './rebuild.ts';

/** The training as it was run: on the host, or in the image with the clone mounted. */
export function trainStep(
  { train, seed }: FullManifest,
  image: string | null,
  engine: 'docker' | 'podman',
  workdir: string,
): readonly RebuildStep[] {
  if (train === undefined || train === null) return [];
  const [folder = 'model'] = train.outputs;
  const variables = [
    ...(seed === null ? [] : [`WEIGHBRIDGE_SEED=${seed}`]),
    `WEIGHBRIDGE_MODEL_DIR=${folder.replace(/\/+$/, '')}`,
  ];
  const what = 'Train';
  if (image === null) {
    return [
      { what, argv: ['env', ...variables, 'bash', '-e', '-o', 'pipefail', '-c', train.run], folder: 'clone' },
    ];
  }
  const flags = [
    '--rm',
    `--volume=.:${workdir}`,
    `--workdir=${workdir}`,
    ...variables.map((variable) => `--env=${variable}`),
    ...train.env.map((name) => `--env=${name}`),
    ...(train.gpus === null ? [] : [`--gpus=${train.gpus}`]),
    ...(train.network ? [] : ['--network=none']),
  ];
  // An image need not have bash.
  return [
    {
      what,
      argv: [engine, 'run', ...flags, '--entrypoint=sh', image, '-e', '-c', train.run],
      folder: 'clone',
    },
  ];
}
