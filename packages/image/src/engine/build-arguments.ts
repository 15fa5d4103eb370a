import type { BuildRequest } from './build-request.ts';
import type { Builder } from './engine.ts';
import { isLoopback } from './loopback.ts';

export interface BuildCall {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

export interface BuildPlaces {
  readonly contextDir: string;
  /** The engine writes the image's id here. */
  readonly iidFile: string;
  readonly metadataFile: string;
}

/** The arguments for `docker`, `podman` or `buildah` that build this image. */
export function buildCall(builder: Builder, request: BuildRequest, places: BuildPlaces): BuildCall {
  switch (builder) {
    case 'classic':
    case 'buildkit':
      return dockerCall(builder, request, places);
    case 'buildx':
      return buildxCall(request, places);
    case 'buildah':
      return buildahCall(request, places);
  }
}

function common(request: BuildRequest, { iidFile }: BuildPlaces): string[] {
  const { dockerfilePath, tags, target, platforms, buildArgs, labels, network } = request;
  const pairs = (flag: string, values: Readonly<Record<string, string>>) =>
    Object.keys(values)
      .sort()
      .flatMap((name) => [flag, `${name}=${values[name]}`]);
  return [
    '--file',
    dockerfilePath,
    '--iidfile',
    iidFile,
    ...tags.flatMap((tag) => ['--tag', tag]),
    ...(target === undefined ? [] : ['--target', target]),
    ...(platforms.length === 0 ? [] : ['--platform', platforms.join(',')]),
    ...pairs('--build-arg', buildArgs),
    ...pairs('--label', labels),
    ...(network === undefined ? [] : ['--network', network]),
  ];
}

/** The client of docker before version 23 speaks to BuildKit by itself. */
function dockerCall(builder: 'classic' | 'buildkit', request: BuildRequest, places: BuildPlaces): BuildCall {
  const isBuildKit = builder === 'buildkit';
  const from = registryRefs(request.cacheFrom);
  const epoch = epochArgument(request, isBuildKit);
  const inline = isBuildKit && request.cacheTo.length > 0 ? ['--build-arg', 'BUILDKIT_INLINE_CACHE=1'] : [];
  // The classic builder takes no platform but its own without experimental features; asking for none is the same.
  const { platforms, ...rest } = request;
  const args = common({ ...rest, platforms: isBuildKit ? platforms : [] }, places);
  return {
    args: [
      'build',
      ...args,
      ...(isBuildKit ? ['--progress', 'plain'] : []),
      ...epoch,
      ...inline,
      ...from.flatMap((ref) => ['--cache-from', ref]),
      places.contextDir,
    ],
    env: { DOCKER_BUILDKIT: isBuildKit ? '1' : '0', ...epochEnvironment(request) },
    warnings: unusable(request, from.length, isBuildKit ? 'BuildKit without buildx' : 'the classic builder'),
  };
}

function buildxCall(request: BuildRequest, places: BuildPlaces): BuildCall {
  // A cache that cannot be written is not worth a build; builders older than the option ignore it.
  const to = request.cacheTo.map((one) => withOption(withOption(one, 'mode', 'max'), 'ignore-error', 'true'));
  return {
    args: [
      'buildx',
      'build',
      ...common(request, places),
      '--metadata-file',
      places.metadataFile,
      '--progress',
      'plain',
      '--provenance',
      'false',
      '--sbom',
      'false',
      '--load',
      ...epochArgument(request, true),
      ...request.cacheFrom.flatMap((one) => ['--cache-from', one]),
      ...to.flatMap((one) => ['--cache-to', one]),
      places.contextDir,
    ],
    env: epochEnvironment(request),
    warnings: [],
  };
}

function buildahCall(request: BuildRequest, places: BuildPlaces): BuildCall {
  const { sourceDateEpoch, ignoreFile } = request;
  const from = registryRefs(request.cacheFrom).map(repositoryOf);
  const to = registryRefs(request.cacheTo).map(repositoryOf);
  return {
    args: [
      'build',
      ...common(request, places),
      '--layers',
      ...(isAllLoopback(request) ? ['--tls-verify=false'] : []),
      // Else a .containerignore, which is in no key, would go before it.
      '--ignorefile',
      ignoreFile ?? '/dev/null',
      ...(sourceDateEpoch === undefined ? [] : ['--timestamp', String(sourceDateEpoch)]),
      ...from.flatMap((repository) => ['--cache-from', repository]),
      ...to.flatMap((repository) => ['--cache-to', repository]),
      places.contextDir,
    ],
    env: {},
    warnings: unusable(request, from.length, 'buildah'),
  };
}

/** The option counts for every registry of a build, so it is given only where all of them are on this machine. */
function isAllLoopback({ dockerfile }: BuildRequest): boolean {
  const refs = dockerfile.stages
    .flatMap(({ base, uses }) => [base, ...uses])
    .flatMap((base) => (base.kind === 'image' ? [base.ref] : []));
  return refs.length > 0 && refs.every(isLoopback);
}

function epochArgument({ sourceDateEpoch, dockerfile }: BuildRequest, always: boolean): readonly string[] {
  // The classic builder complains of an argument that the Dockerfile does not declare.
  if (sourceDateEpoch === undefined || !(always || dockerfile.args.includes('SOURCE_DATE_EPOCH'))) return [];
  return ['--build-arg', `SOURCE_DATE_EPOCH=${sourceDateEpoch}`];
}

function epochEnvironment({ sourceDateEpoch }: BuildRequest): Record<string, string> {
  return sourceDateEpoch === undefined ? {} : { SOURCE_DATE_EPOCH: String(sourceDateEpoch) };
}

function withOption(cache: string, name: string, value: string): string {
  return cache.split(',').some((part) => part.startsWith(`${name}=`)) ? cache : `${cache},${name}=${value}`;
}

/** The images that `type=registry,ref=…` or a bare reference name. */
function registryRefs(caches: readonly string[]): readonly string[] {
  return caches.flatMap((cache) => {
    if (!cache.includes('=')) return [cache];
    const options = new Map(
      cache.split(',').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
    );
    return options.get('type') === 'registry' ? (options.get('ref') ?? []) : [];
  });
}

/** buildah keeps a cache in a repository, under tags of its own. */
function repositoryOf(ref: string): string {
  return ref.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
}

function unusable({ cacheFrom }: BuildRequest, used: number, builder: string): readonly string[] {
  return used < cacheFrom.length
    ? [`${builder} can use a layer cache in a registry only; the others are left out`]
    : [];
}
