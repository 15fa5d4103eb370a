import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseDockerfile } from '../dockerfile/parse-dockerfile.ts';
import type { BuildRequest } from './build-request.ts';
import { findEngine } from './find-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'image-fake-docker-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A `docker` that answers as the script says: for what no daemon can be brought to do. */
function fakeDocker(script: string) {
  const bin = mkdtempSync(join(folder, 'bin-'));
  const version = `{"Client":{"Version":"28.0.0"},"Server":{"Version":"28.0.0"}}`;
  const text = `#!/bin/sh\nexec 2>&1\necho "$@" >> ${bin}/calls\ncase "$1 $2" in "version --format") echo '${version}'; exit;; "buildx version") echo github.com/docker/buildx v0.20; exit;; "network ls") echo 1; exit;; esac\nwhile [ $# -gt 0 ]; do case "$1" in --iidfile) iid=$2;; --cache-to) cache=$2;; esac; shift; done\n${script}\n`;
  writeFileSync(join(bin, 'docker'), text);
  chmodSync(join(bin, 'docker'), 0o755);
  return { bin, env: { PATH: `${bin}:/usr/bin:/bin` } };
}

const request: BuildRequest = {
  contextDir: folder,
  dockerfilePath: join(folder, 'Dockerfile'),
  dockerfile: parseDockerfile('FROM scratch\n', { file: 'Dockerfile' }),
  ignoreFile: undefined,
  tags: ['a'],
  platforms: [],
  buildArgs: {},
  labels: {},
  cacheFrom: ['type=gha'],
  cacheTo: ['type=gha'],
};

async function buildWith(script: string) {
  const { bin, env } = fakeDocker(script);
  const { engine } = await findEngine({ env, cwd: folder });
  const outcome = await engine?.build(request, { timeoutMs: 10_000 });
  const calls = readFileSync(join(bin, 'calls'), 'utf8').split('\n');
  return { engine, outcome, builds: calls.filter((line) => line.startsWith('buildx build')) };
}

test('buildx is used where its plugin is there, and a cache that cannot be written does not fail the build', async () => {
  const { engine, outcome, builds } = await buildWith(
    'test -z "$cache" || { echo "ERROR: failed to solve: failed to export cache: 403 Forbidden"; exit 1; }; echo sha256:abc > "$iid"',
  );
  expect(engine).toMatchObject({ name: 'docker', version: '28.0.0', builder: 'buildx' });
  expect(outcome).toMatchObject({ kind: 'built', id: 'sha256:abc' });
  expect(outcome?.kind === 'built' && outcome.warnings.join()).toMatch(
    /^the layer cache could not be written.*403 Forbidden/,
  );
  expect(builds.map((line) => line.includes('--cache-to'))).toEqual([true, false]);
  expect(builds.every((line) => line.includes('--cache-from type=gha'))).toBe(true);
});

test('the id is that of the configuration, also where buildx writes the manifest’s', async () => {
  const { outcome } = await buildWith(
    `echo sha256:manifest > "$iid"; echo '{"containerimage.config.digest":"sha256:config"}' > "$(dirname "$iid")/metadata.json"`,
  );
  expect(outcome).toMatchObject({ kind: 'built', id: 'sha256:config' });
});

test('what fails otherwise is not tried again', async () => {
  const { outcome, builds } = await buildWith('echo "ERROR: failed to solve: x: pull access denied"; exit 1');
  expect(outcome).toMatchObject({ kind: 'base-denied' });
  expect(builds).toHaveLength(1);
});

test('a full disk is answered with what takes the space and what to do', async () => {
  const { outcome } = await buildWith(
    'echo "ERROR: failed to solve: write /x: no space left on device"; exit 1',
  );
  expect(outcome).toMatchObject({
    kind: 'no-space',
    reason: expect.stringMatching(/docker keeps[\s\S]*docker system prune --all/),
  });
});

test('an engine that is missing, down or silent is none, and says why', async () => {
  const missing = await findEngine({ env: { PATH: '/nowhere' }, cwd: folder });
  expect(missing).toEqual({
    engine: undefined,
    others: ['docker', 'podman', 'buildah'].map((name) => ({ name, reason: `${name} is not installed` })),
  });
  const bin = mkdtempSync(join(folder, 'bin-'));
  const answer = (text: string) => {
    writeFileSync(join(bin, 'docker'), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, 'docker'), 0o755);
    return findEngine({ env: { PATH: `${bin}:/usr/bin:/bin` }, cwd: folder, name: 'docker', timeoutMs: 500 });
  };
  const down = await answer(
    'echo "Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?" >&2; exit 1',
  );
  expect(down.others).toEqual([
    {
      name: 'docker',
      reason:
        'docker does not work here: Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?',
    },
  ]);
  expect((await answer('sleep 30')).others[0]?.reason).toBe('docker did not answer within 0.5 s');
});
