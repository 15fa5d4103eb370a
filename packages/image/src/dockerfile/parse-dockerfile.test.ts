import { Failure } from '@weighbridge/contract';
import { expect, test } from 'vitest';
import { neededStages } from './needed-stages.ts';
import { type DockerfileOptions, parseDockerfile } from './parse-dockerfile.ts';

const parse = (text: string, options: Partial<DockerfileOptions> = {}) =>
  parseDockerfile(text, { file: 'Dockerfile', ...options });
const images = (text: string, options: Partial<DockerfileOptions> = {}, target?: string) =>
  neededStages(parse(text, options), target).images.map(({ ref }) => ref);
const problem = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
  return '';
};

const multiStage = `# syntax=docker/dockerfile:1
ARG TAG=3.12
ARG BASE="python:\${TAG}"
FROM --platform=$BUILDPLATFORM \${BASE} AS Build
RUN --mount=type=bind,from=ghcr.io/acme/wheels:1,source=/a,target=/b \\
  # a comment inside
  pip install torch
FROM debian:12 AS unused
FROM scratch
COPY --from=build /opt /opt
COPY --chown=1:1 --from=busybox:1 --link ["a b", "/c d/"]
`;

test('stages, the images they need and the syntax are read, with build arguments put in', () => {
  const dockerfile = parse(multiStage);
  expect(dockerfile.syntax).toBe('docker/dockerfile:1');
  expect(dockerfile.stages.map(({ name }) => name)).toEqual(['build', 'unused', undefined]);
  expect(neededStages(dockerfile).images).toEqual([
    { ref: 'python:3.12', platform: 'linux/amd64', where: { file: 'Dockerfile', line: 4, column: 1 } },
    { ref: 'ghcr.io/acme/wheels:1', where: { file: 'Dockerfile', line: 5, column: 1 } },
    { ref: 'busybox:1', where: { file: 'Dockerfile', line: 11, column: 1 } },
  ]);
});

test('what the target goes back to is its base, through other stages too', () => {
  const base = (text: string) => neededStages(parse(text)).base?.ref;
  expect(base('FROM a AS x\nFROM b AS y\nFROM x\nCOPY --from=y / /\n')).toBe('a');
  expect(base(multiStage)).toBeUndefined();
});

test('a build argument given by hand wins over the default, and a target needs only its own stages', () => {
  expect(images(multiStage, { buildArgs: { TAG: '3.13' } }, 'build')).toEqual([
    'python:3.13',
    'ghcr.io/acme/wheels:1',
  ]);
  expect(images(multiStage, {}, 'UNUSED')).toEqual(['debian:12']);
  expect(images(multiStage, {}, '1')).toEqual(['debian:12']);
  expect(problem(() => images(multiStage, {}, 'test'))).toBe(
    'Dockerfile: there is no stage test: its stages are build, unused',
  );
});

test('heredocs hide what looks like an instruction in them', () => {
  const dockerfile = parse(
    'FROM a\nCOPY one <<EOF two /x/\nFROM nothing\nEOF\nADD <<-"END" /y\nFROM nothing\nEND\nRUN <<EOT bash\npip install foo\nFROM b\nEOT\nCMD x\n',
  );
  expect(dockerfile.stages).toHaveLength(1);
  expect(dockerfile.stages[0]?.copies).toMatchObject([
    { keyword: 'COPY', sources: ['one', 'two'], destination: '/x/' },
    { keyword: 'ADD', sources: [], destination: '/y' },
  ]);
  expect(dockerfile.stages[0]?.runs[0]?.lines.map(({ line }) => line)).toEqual([8, 9, 10, 11]);
});

test('ONBUILD, stage numbers, names in any case and JSON forms count', () => {
  const text =
    'FROM a AS One\nFROM b\nONBUILD COPY --from=c:1 x y\nCOPY --from=0 /x /y\nCOPY ["a b", "c"]\nFROM oNE\n';
  expect(images(text, {}, '1')).toEqual(['a', 'b', 'c:1']);
  expect(images(text)).toEqual(['a']);
  expect(parse(text).stages[1]?.copies[0]?.sources).toEqual(['a b']);
});

test('the escape directive changes what joins lines', () => {
  const text = '# escape=`\nFROM windows`\n:1\nRUN a `\n  b\n';
  expect(images(text)).toEqual(['windows:1']);
  expect(parse(text).stages[0]?.runs[0]?.lines).toHaveLength(2);
});

test.each([
  ['FROM $BASE\n', 'Dockerfile:1:1: FROM $BASE uses the build argument BASE, which has no value'],
  ['FROM a\nARG BASE=x\nFROM $BASE\n', 'an ARG inside a stage does not count'],
  ['ARG BASE=\nFROM $BASE\n', 'Dockerfile:2:1: FROM $BASE comes to nothing'],
  ['FROM a\nCOPY --from=3 x y\n', 'Dockerfile:2:1: --from=3 names no earlier stage'],
  ['FROM a\nCOPY --from=$X x y\n', 'no build argument can stand here'],
  ['RUN x\nFROM a\n', 'Dockerfile:1:1: RUN stands before the first FROM'],
  ['# nothing\n', 'Dockerfile: there is no FROM in it'],
])('%j is refused at its place', (text, message) => {
  expect(problem(() => images(text))).toContain(message);
});

test('what cannot be known is no failure where the target does not need it', () => {
  expect(images('FROM $WHAT AS old\nFROM scratch\n')).toEqual([]);
});

test('CRLF line ends and a byte order mark change nothing', () => {
  expect(images(`\uFEFF${multiStage.replaceAll('\n', '\r\n')}`)).toEqual(images(multiStage));
});
