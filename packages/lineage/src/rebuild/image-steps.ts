import type { FullManifest } from '../manifest/manifest-extras.ts';
import type { StepsAndDoubts } from './data-steps.ts';

/** Commands that bring or build the image, and the name it then has; null where the commands ran on the host. */
export function imageSteps(
  { image, model }: FullManifest,
  engine: 'docker' | 'podman',
): StepsAndDoubts & { readonly name: string | null } {
  if (image === undefined || image === null) return { name: null, steps: [], doubts: [] };
  const { ref, digest, build } = image;
  if (ref !== null && digest !== null && isRemote(ref)) {
    const name = `${ref.replace(/@.*$/s, '').replace(/:[^/:]*$/, '')}@${digest}`;
    return {
      name,
      steps: [{ what: 'Bring the image', argv: [engine, 'pull', name], folder: 'clone' }],
      doubts: [],
    };
  }
  if (build === undefined) {
    return {
      name: null,
      steps: [],
      doubts: ['the image lies nowhere, and how it was built is not recorded'],
    };
  }
  const name = `${
    model
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'model'
  }:rebuild`;
  const target = build.target === null ? [] : [`--target=${build.target}`];
  const args = Object.entries(build.args)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, value]) => ['--build-arg', `${key}=${value}`]);
  return {
    name,
    steps: [
      {
        what: 'Build the image',
        argv: [
          engine,
          'build',
          `--file=${build.dockerfile}`,
          `--tag=${name}`,
          ...target,
          ...args,
          '--',
          build.context,
        ],
        folder: 'clone',
      },
    ],
    doubts: ['the image was not pushed: it is built again, and what it downloads may have changed'],
  };
}

/** A name with a registry in it (`host.example/…`, `localhost:5000/…`), or an owner on the engine's own. */
function isRemote(ref: string): boolean {
  return ref.includes('/') && !ref.startsWith('localhost/');
}
