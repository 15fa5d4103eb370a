import { expect, test } from 'vitest';
import { buildahFacts, manifestFacts } from '../engine/inspected.ts';
import { diffImages, formatBytes } from './diff-images.ts';
import { type ImageFacts, layerCommand } from './image-facts.ts';

const digest = (sign: string) => `sha256:${sign.repeat(64)}`;
const facts = (more: Partial<ImageFacts> = {}): ImageFacts => ({
  id: digest('1'),
  digests: [],
  bytes: 6_000_000_000,
  sizes: 'unpacked',
  created: '2026-01-01T00:00:00Z',
  platform: 'linux/amd64',
  labels: { 'org.opencontainers.image.created': 'x', owner: 'a' },
  baseDigest: digest('a'),
  layers: [
    { command: `COPY file:${'a'.repeat(64)} in /`, bytes: 100 },
    { command: 'RUN uv sync', bytes: 5_000_000_000 },
    { command: 'RUN old', bytes: 20_000_000 },
  ],
  ...more,
});

test('an image differs from itself in nothing', () => {
  expect(diffImages(facts(), facts({ id: digest('2') }))).toMatchObject({
    layers: [],
    base: undefined,
    labels: [],
    lines: [],
  });
});

test('what grew, came, went and changed is said in numbers, the largest first', () => {
  const after = facts({
    bytes: 6_230_000_000,
    baseDigest: digest('b'),
    labels: { 'org.opencontainers.image.created': 'y', owner: 'b' },
    layers: [
      { command: `COPY file:${'b'.repeat(64)} in /`, bytes: 100 },
      { command: 'RUN uv sync', bytes: 5_240_000_000 },
      { command: 'RUN new', bytes: 10_000_000 },
    ],
  });
  expect(diffImages(facts(), after).lines).toEqual([
    'size 6 GB → 6.23 GB (+230 MB)',
    'base sha256:aaaaaaaaaaaa → sha256:bbbbbbbbbbbb',
    'layer grew: RUN uv sync (5 GB → 5.24 GB)',
    'layer removed: RUN old (20 MB)',
    'layer added: RUN new (10 MB)',
    'label owner: a → b',
  ]);
});

test('sizes on disk are not compared with those that a registry sends', () => {
  const sent = facts({ bytes: 2_000_000_000, sizes: 'compressed', layers: [] });
  expect(diffImages(facts(), sent)).toMatchObject({ comparable: false, layers: [], lines: [] });
});

test('an image in a registry has its facts in manifest and configuration', () => {
  const config = {
    os: 'linux',
    architecture: 'arm64',
    created: '2026-01-01T00:00:00Z',
    config: { Labels: { 'org.opencontainers.image.base.digest': digest('a') } },
    history: [
      { created_by: 'COPY . . # buildkit' },
      { created_by: 'ENV A=1', empty_layer: true },
      { created_by: 'RUN /bin/sh -c x' },
    ],
  };
  const manifest = { layers: [{ size: 10 }, { size: 20 }] };
  expect(manifestFacts({ id: digest('1'), digest: digest('2'), manifest, config })).toMatchObject({
    bytes: 30,
    sizes: 'compressed',
    platform: 'linux/arm64',
    baseDigest: digest('a'),
    layers: [
      { command: 'COPY . .', bytes: 10 },
      { command: 'RUN x', bytes: 20 },
    ],
  });
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_500, '1.5 kB'],
  [999_600_000, '1 GB'],
  [-12_340_000, '−12.3 MB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  ['/bin/sh -c #(nop) COPY file:1 in /x ', 'COPY file:1 in /x'],
  ['RUN /bin/sh -c pip install x # buildkit', 'RUN pip install x'],
  ['RUN |1 A=b /bin/sh -c pip install x # buildkit', 'RUN pip install x'],
  ['/bin/bash -o pipefail -c make', '/bin/bash -o pipefail -c make'],
  ['/bin/sh -c make\t all', 'RUN make all'],
  ['COPY . . # buildkit', 'COPY . .'],
])('%j was made by %j', (createdBy, command) => {
  expect(layerCommand(createdBy)).toBe(command);
});

test('what an engine leaves out is no crash', () => {
  expect(buildahFacts({}, undefined)).toMatchObject({
    id: '',
    bytes: 0,
    layers: [],
    labels: {},
    baseDigest: undefined,
  });
});
