import { expect, test } from 'vitest';
import { engineEnvironment } from './engine-environment.ts';
import { buildahRunCall, environmentFile, type RunPlaces, runCall } from './run-arguments.ts';
import type { RunRequest } from './run-request.ts';
import { shellLine } from './shell-line.ts';

const places: RunPlaces = {
  name: 'n',
  git: 'folder',
  forbidden: ['/var/run/docker.sock', '/home/r/_temp'],
  hasBridge: true,
};
const requestOf = (more: Partial<RunRequest> = {}): RunRequest => ({
  image: 'acme/train@sha256:1',
  command: 'python train.py',
  workTree: '/home/r/work',
  env: { SEED: '7', PATH: '/opt/bin', https_proxy: 'http://p' },
  network: false,
  user: { uid: 1001, gid: 127 },
  ...more,
});

test('docker run: nothing but the work tree, the environment by name, no network', () => {
  const { args, env } = runCall('docker', requestOf({ gpus: 'all', workDir: 'models/a' }), places);
  expect(args.slice(0, -3).join(' ')).toBe(
    'run --rm --pull never --name n --workdir /weighbridge/models/a --mount type=bind,source=/home/r/work,target=/weighbridge --mount type=tmpfs,target=/weighbridge/.git --network none --gpus all --user 1001:127 --security-opt no-new-privileges --shm-size 2g --env SEED --env HOME=/tmp --env PATH=/opt/bin --env https_proxy=http://p --entrypoint sh acme/train@sha256:1',
  );
  expect(args.at(-1)).toBe('python train.py');
  expect(env).toEqual({ SEED: '7' });
});

test.each([
  ['docker', { network: true }, {}, ['--network'], []],
  ['docker', { network: true }, { hasBridge: false }, [], ['--network host']],
  ['podman', { user: undefined }, {}, [], ['--userns keep-id']],
  ['podman', { gpus: 'device=1' }, {}, ['--gpus'], ['--device nvidia.com/gpu=1']],
  ['docker', {}, { git: 'file' }, ['tmpfs'], ['type=bind,source=/dev/null,target=/weighbridge/.git']],
  ['docker', {}, { git: 'none' }, ['.git'], []],
  ['docker', { workTree: '/a,b' }, {}, [], ['"source=/a,b"']],
] as const)('%s with %j in %j', (program, more, surroundings, without, within) => {
  const { user, ...rest } = { ...requestOf(), ...more };
  const request = user === undefined ? rest : { ...rest, user };
  const line = runCall(program, request, { ...places, ...surroundings }).args.join(' ');
  for (const words of without) expect(line).not.toContain(words);
  for (const words of within) expect(line).toContain(words);
});

test.each(['/', '/var/run', '/var/run/docker.sock', '/home/r/_temp', '/home/r/'])(
  '%s is not mounted',
  (source) => {
    const mounts = [{ source, target: '/x', readOnly: true }];
    expect(() => runCall('docker', requestOf({ mounts }), places)).toThrow(/cannot be mounted/);
  },
);

test('a folder in the runner’s temporary one can be mounted', () => {
  expect(runCall('docker', requestOf({ workTree: '/home/r/_temp/base' }), places).args).toContain('run');
});

test('buildah reads the environment from a file, for it takes no values by name', () => {
  const request = requestOf({ env: { A: "it's\n$HOME", 'no-name': 'x' } });
  expect(environmentFile(request)).toBe("export HOME='/tmp'\nexport A='it'\\''s\n$HOME'\n");
  const line = buildahRunCall('c', request, places, {
    environment: '/s/environment',
    empty: '/s/empty',
  }).join(' ');
  expect(line).toContain('--mount type=bind,source=/s/environment,target=/.weighbridge-environment,ro');
  expect(line).toContain('--network none --user 1001:127 -- c sh -c . /.weighbridge-environment; ');
  expect(line).not.toContain("it's");
});

test('the client gets what engines read, and the tokens of the Actions cache only where it is used', () => {
  const env = {
    PATH: '/bin',
    DOCKER_HOST: 'x',
    GITHUB_TOKEN: 'x',
    ACTIONS_RUNTIME_TOKEN: 't',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't',
    INPUT_TOKEN: 'x',
    HTTPS_PROXY: 'p',
  };
  const names = (given: Record<string, string>) => Object.keys(given).sort();
  expect(names(engineEnvironment(env))).toEqual(['DOCKER_HOST', 'HTTPS_PROXY', 'LC_ALL', 'NO_COLOR', 'PATH']);
  expect(names(engineEnvironment(env, { actionsCache: true }))).toContain('ACTIONS_RUNTIME_TOKEN');
});

test('words survive the shell as they are', () => {
  expect(shellLine(['docker', 'a b', "it's", '$HOME', '', 'x=1'])).toBe(
    "exec docker 'a b' 'it'\\''s' '$HOME' '' x=1",
  );
});
