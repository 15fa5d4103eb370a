import { expect, test } from 'vitest';
import { parseDockerfile } from '../dockerfile/parse-dockerfile.ts';
import { buildFailure, isCacheExport } from './build-failure.ts';

const dockerfile = parseDockerfile(
  'FROM python:3.12 AS build\nRUN pip install torch && \\\n  echo "done"\nFROM scratch\nCOPY --from=build /x /x\nCOPY lock /\n',
  { file: 'Dockerfile' },
);
const failure = (...lines: string[]) =>
  buildFailure(
    { ok: false, stdout: '', lines, outcome: { kind: 'exited', code: 1, durationMs: 1, lastLines: lines } },
    dockerfile,
  );

test.each([
  [
    'BuildKit of today',
    [
      '#6 0.2 ERROR: 401 Unauthorized for torch',
      '#6 ERROR: process "/bin/sh -c pip install torch &&   echo \\"done\\"" did not complete successfully: exit code: 1',
      '------',
      ' > [build 2/2] RUN pip install torch &&   echo "done":',
      '0.2 ERROR: 401 Unauthorized for torch',
      '------',
      'Dockerfile:2',
      '--------------------',
      '   1 |     FROM python:3.12 AS build',
      '   2 | >>> RUN pip install torch && \\',
      '--------------------',
      'ERROR: failed to solve: process "/bin/sh -c pip install torch" did not complete successfully: exit code: 1',
    ],
    { kind: 'step-failed', where: { file: 'Dockerfile', line: 2 }, code: 1 },
  ],
  [
    'BuildKit of docker 20.10',
    [
      ' > [build 2/2] RUN pip install torch &&   echo "done":',
      'executor failed running [/bin/sh -c x]: exit code: 2',
    ],
    { kind: 'step-failed', where: { line: 2 }, code: 2 },
  ],
  [
    'a base that may not be read',
    [
      '#2 [internal] load metadata for docker.io/acme/private:1',
      ' > [internal] load metadata for docker.io/acme/private:1:',
      'ERROR: failed to solve: acme/private:1: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    ],
    { kind: 'base-denied' },
  ],
  [
    'a private base of the classic builder',
    [
      'Step 1/5 : FROM python:3.12 AS build',
      'Get "https://r.io/v2/x/manifests/1": unauthorized: authentication required',
    ],
    { kind: 'base-denied' },
  ],
  [
    'a base that is not there',
    [
      'Step 1/5 : FROM python:3.12 AS build',
      'manifest for r.io/python:3.12 not found: manifest unknown: manifest unknown',
    ],
    { kind: 'base-absent' },
  ],
  [
    'a full disk while a layer is written',
    ['Step 2/5 : RUN pip install torch && echo "done"', 'write /x: no space left on device'],
    { kind: 'no-space' },
  ],
  [
    'no daemon',
    ['Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?'],
    { kind: 'engine-down' },
  ],
  [
    'something else',
    ['ERROR: invalid tag "A"'],
    { kind: 'failed', reason: 'the build exited with code 1: invalid tag "A"' },
  ],
])('%s', (_, lines, expected) => {
  expect(failure(...lines)).toMatchObject(expected);
});

test.each([
  ['ERROR: failed to solve: error writing layer blob: failed to authorize: 403 Forbidden', true],
  ['ERROR: failed to solve: failed to export cache: maximum timeout reached', true],
  ['#14 exporting cache to GitHub Actions Cache', false],
  ['#14 ERROR: exporting to GitHub Actions Cache: cache export feature is currently not supported', true],
  ['error: cache export is not supported for the docker driver', true],
  ['ERROR: failed to solve: failed to compute cache key: "/x": not found', false],
])('%s: a cache could not be written: %j', (line, expected) => {
  expect(isCacheExport([line])).toBe(expected);
});
