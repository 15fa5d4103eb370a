import { expect, test } from 'vitest';
import { parseDockerfile } from '../dockerfile/parse-dockerfile.ts';
import { buildCall } from './build-arguments.ts';
import type { BuildRequest } from './build-request.ts';

const places = { contextDir: '/repo', iidFile: '/tmp/iid', metadataFile: '/tmp/metadata.json' };
const requestOf = (more: Partial<BuildRequest> = {}): BuildRequest => ({
  contextDir: '/repo',
  dockerfilePath: '/repo/Dockerfile',
  dockerfile: parseDockerfile('FROM scratch\n', { file: 'Dockerfile' }),
  ignoreFile: undefined,
  tags: ['acme/train:inputs-1'],
  platforms: ['linux/amd64'],
  buildArgs: { CUDA: '12', A: 'x y' },
  labels: { l: '1' },
  cacheFrom: [],
  cacheTo: [],
  ...more,
});
const line = (builder: Parameters<typeof buildCall>[0], more: Partial<BuildRequest> = {}) =>
  buildCall(builder, requestOf(more), places).args.join(' ');

const common =
  '--file /repo/Dockerfile --iidfile /tmp/iid --tag acme/train:inputs-1 --platform linux/amd64 --build-arg A=x y --build-arg CUDA=12 --label l=1';
const caches = {
  cacheFrom: ['type=gha,scope=digits', 'type=registry,ref=r.io/acme/train:cache'],
  cacheTo: ['type=gha,scope=digits', 'type=registry,ref=r.io/acme/train:cache,mode=min'],
};

test('buildx writes its caches so that they cannot fail the build, and no provenance', () => {
  expect(line('buildx', { ...caches, target: 'train', sourceDateEpoch: 1_700_000_000 })).toBe(
    'buildx build --file /repo/Dockerfile --iidfile /tmp/iid --tag acme/train:inputs-1 --target train --platform linux/amd64 --build-arg A=x y --build-arg CUDA=12 --label l=1 --metadata-file /tmp/metadata.json --progress plain --provenance false --sbom false --load --build-arg SOURCE_DATE_EPOCH=1700000000 --cache-from type=gha,scope=digits --cache-from type=registry,ref=r.io/acme/train:cache --cache-to type=gha,scope=digits,mode=max,ignore-error=true --cache-to type=registry,ref=r.io/acme/train:cache,mode=min,ignore-error=true /repo',
  );
});

test('BuildKit without buildx keeps its cache in the image', () => {
  const { args, env, warnings } = buildCall('buildkit', requestOf(caches), places);
  expect(args.join(' ')).toBe(
    `build ${common} --progress plain --build-arg BUILDKIT_INLINE_CACHE=1 --cache-from r.io/acme/train:cache /repo`,
  );
  expect(env).toEqual({ DOCKER_BUILDKIT: '1' });
  expect(warnings).toEqual([
    'BuildKit without buildx can use a layer cache in a registry only; the others are left out',
  ]);
});

test('the classic builder gets the epoch where the Dockerfile declares it', () => {
  const dockerfile = parseDockerfile('FROM scratch\nARG SOURCE_DATE_EPOCH\n', { file: 'Dockerfile' });
  expect(line('classic', { sourceDateEpoch: 5 })).not.toContain('SOURCE_DATE_EPOCH');
  expect(line('classic', { sourceDateEpoch: 5, dockerfile })).toContain('--build-arg SOURCE_DATE_EPOCH=5');
  expect(buildCall('classic', requestOf(), places).env['DOCKER_BUILDKIT']).toBe('0');
});

test('buildah follows the ignore file that counted, and takes its time from the commit', () => {
  expect(
    line('buildah', {
      ...caches,
      ignoreFile: '/repo/Dockerfile.dockerignore',
      sourceDateEpoch: 5,
      network: 'host',
    }),
  ).toBe(
    `build ${common} --network host --layers --ignorefile /repo/Dockerfile.dockerignore --timestamp 5 --cache-from r.io/acme/train --cache-to r.io/acme/train /repo`,
  );
  expect(line('buildah')).toContain('--ignorefile /dev/null');
});
