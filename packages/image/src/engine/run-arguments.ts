import { posix } from 'node:path';
import { Failure } from '@weighbridge/contract';
import { type RunRequest, workTreeTarget } from './run-request.ts';

/** How `.git` of the work tree looks: a folder, the file of a linked worktree, or nothing. */
export type GitEntry = 'folder' | 'file' | 'none';

export interface RunPlaces {
  /** The container's name, by which it is ended. */
  readonly name: string;
  readonly git: GitEntry;
  /** What no container may see: the engine's socket, the runner's own folder. */
  readonly forbidden: readonly string[];
  /** Networks that the engine has; without a bridge the host's own is meant by "on". */
  readonly hasBridge: boolean;
}

export interface RunCall {
  readonly args: readonly string[];
  /** For the client: values of the environment are handed over by name, so that they stand in no list of processes. */
  readonly env: Readonly<Record<string, string>>;
}

/** bash where the image has it, else sh; both as a `run:` step would be. */
const anyShell =
  'if command -v bash >/dev/null 2>&1; then exec bash -e -o pipefail -c "$0"; else exec sh -e -c "$0"; fi';
/** PyTorch's data loaders hand tensors over in shared memory; docker's 64 MB end in a bus error. */
const sharedMemory = '2g';
/** What a client of an engine reads itself: these values are spelled out instead. */
const clientsOwn =
  /^(?:PATH|HOME|LC_ALL|NO_COLOR|TMPDIR|XDG_|DOCKER_|CONTAINER|REGISTRY_|STORAGE_|BUILDAH_|LD_|GO|SSL_|WEIGHBRIDGE_COMMAND_|BASH_ENV$|ENV$|SHELLOPTS$|BASHOPTS$|IFS$|.*_proxy$|.*_PROXY$)/;

/** The arguments for `docker run` and `podman run`. */
export function runCall(program: 'docker' | 'podman', request: RunRequest, places: RunPlaces): RunCall {
  const { image, command, workTree, user, network, gpus } = request;
  const { named, spelled, env } = environment(request);
  const mounts = [{ source: workTree, target: workTreeTarget, readOnly: false }, ...(request.mounts ?? [])];
  refuseForbidden(mounts, places.forbidden);
  return {
    args: [
      'run',
      '--rm',
      '--pull',
      'never', // what is run is what was built or checked
      '--name',
      places.name,
      '--workdir',
      workDirOf(request),
      ...mounts.flatMap(({ source, target, readOnly }) => [
        '--mount',
        `type=bind,${csv('source', source)},${csv('target', target)}${readOnly ? ',readonly' : ''}`,
      ]),
      ...hiddenGit(places.git, '/dev/null'),
      ...(network ? (places.hasBridge ? [] : ['--network', 'host']) : ['--network', 'none']),
      ...(gpus === undefined
        ? []
        : program === 'docker'
          ? ['--gpus', gpus]
          : ['--device', nvidiaDevice(gpus)]),
      ...userArguments(program, user),
      '--security-opt',
      'no-new-privileges',
      '--shm-size',
      sharedMemory,
      ...named.flatMap((name) => ['--env', name]),
      ...spelled.flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      '--entrypoint',
      'sh',
      image,
      '-c',
      anyShell,
      command,
    ],
    env,
  };
}

/** Where buildah's command finds the file that sets its environment. */
const environmentTarget = '/.weighbridge-environment';

export interface BuildahRunFiles {
  /** What `environmentFile` gives. */
  readonly environment: string;
  /** Stands in for a `.git` that is a file: its containers cannot open devices. */
  readonly empty: string;
}

/**
 * The arguments for `buildah run` in a working container; the image's entrypoint plays no part in it. buildah takes no values of the
 * environment by name, so they come in a file that only the caller can read: see `environmentFile`.
 */
export function buildahRunCall(
  container: string,
  request: RunRequest,
  places: RunPlaces,
  files: BuildahRunFiles,
): readonly string[] {
  const { command, workTree, user, network, gpus } = request;
  const mounts = [
    { source: workTree, target: workTreeTarget, readOnly: false },
    ...(request.mounts ?? []),
    { source: files.environment, target: environmentTarget, readOnly: true },
  ];
  refuseForbidden(mounts, places.forbidden);
  return [
    'run',
    '--workingdir',
    workDirOf(request),
    ...mounts.flatMap(({ source, target, readOnly }) => [
      '--mount',
      `type=bind,${csv('source', source)},${csv('target', target)}${readOnly ? ',ro' : ',rw'}`,
    ]),
    ...hiddenGit(places.git, files.empty),
    ...(network ? (places.hasBridge ? [] : ['--network', 'host']) : ['--network', 'none']),
    ...(gpus === undefined ? [] : ['--device', nvidiaDevice(gpus)]),
    ...(user === undefined ? [] : ['--user', `${user.uid}:${user.gid}`]),
    '--',
    container,
    'sh',
    '-c',
    `. ${environmentTarget}; ${anyShell}`,
    command,
  ];
}

/** The environment as lines of shell. */
export function environmentFile(request: RunRequest): string {
  return Object.entries(environmentOf(request))
    .filter(([name]) => /^[A-Za-z_]\w*$/.test(name)) // a shell knows no others
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`)
    .join('');
}

function workDirOf({ workDir = '.' }: RunRequest): string {
  return posix.join(workTreeTarget, workDir);
}

/** docker reads the options of a mount as a line of CSV. */
function csv(name: string, value: string): string {
  return /[",\n]/.test(value) ? `"${name}=${value.replaceAll('"', '""')}"` : `${name}=${value}`;
}

/** History is hidden under something empty: what a command must not change, it must not see. */
function hiddenGit(git: GitEntry, empty: string): readonly string[] {
  const target = `${workTreeTarget}/.git`;
  switch (git) {
    case 'folder':
      return ['--mount', `type=tmpfs,target=${target}`];
    case 'file':
      return ['--mount', `type=bind,${csv('source', empty)},target=${target}`];
    case 'none':
      return [];
  }
}

/** Rootless podman keeps the caller's id inside; elsewhere the id is given as it is. */
function userArguments(program: 'docker' | 'podman', user: RunRequest['user']): readonly string[] {
  if (user !== undefined) return ['--user', `${user.uid}:${user.gid}`];
  return program === 'podman' ? ['--userns', 'keep-id'] : ['--user', '0:0'];
}

function nvidiaDevice(gpus: string): string {
  const which = /^device=(.+)$/.exec(gpus)?.[1] ?? 'all';
  return `nvidia.com/gpu=${which}`;
}

/** Somebody without an entry in the image's list of users has no home to write to. */
function environmentOf({ env }: RunRequest): Readonly<Record<string, string>> {
  return { HOME: '/tmp', ...env };
}

function environment(request: RunRequest) {
  const all = environmentOf(request);
  const names = Object.keys(all).sort();
  const named = names.filter((name) => !clientsOwn.test(name));
  const spelled = names.flatMap((name) => (clientsOwn.test(name) ? [[name, all[name] ?? ''] as const] : []));
  return { named, spelled, env: Object.fromEntries(named.map((name) => [name, all[name] ?? ''])) };
}

function refuseForbidden(mounts: readonly { readonly source: string }[], forbidden: readonly string[]): void {
  for (const { source } of mounts) {
    const folder = source === '/' ? '/' : `${source.replace(/\/+$/, '')}/`;
    const hit = forbidden.find((path) => path.startsWith(folder) || `${path}/` === folder);
    if (hit !== undefined) {
      throw new Failure(
        'usage',
        `${source} cannot be mounted into a container: it holds ${hit}, with which a command could leave it`,
      );
    }
  }
}
