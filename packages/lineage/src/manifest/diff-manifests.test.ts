import { sha256Hex } from '@weighbridge/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packageOf } from '../packages/package.ts';
import { keyFile, manifestOf } from '../testing/manifest.ts';
import { diffManifests } from './diff-manifests.ts';
import type { FullManifest } from './manifest-extras.ts';

const words = (before: Partial<FullManifest>, after: Partial<FullManifest>) =>
  diffManifests(manifestOf(before), manifestOf(after)).map((change) => change.words);

const { modelKeyParts } = manifestOf();
const entry = (id: string, parts: object = {}) => ({ id, from: null, to: null, ...parts });
const digest = (text: string) => `sha256:${sha256Hex(text)}`;
const image = (content: string | null, inputs: string | null) => ({
  image: { digest: content === null ? null : digest(content), inputsKey: inputs, ref: null },
});
const lock = (content: string, packages: NonNullable<FullManifest['lockfiles']>[number]['packages']) => ({
  lockfiles: [{ path: 'uv.lock', digest: digest(content), kind: 'uv', packages }],
});
const params = (oid: string, values: Record<string, string> | null) => ({
  modelKeyParts: { ...modelKeyParts, params: [keyFile('params.yaml', oid)] },
  paramValues: [{ path: 'params.yaml', values }],
});
const prompts = (...files: readonly (readonly [string, string])[]) => ({
  modelKeyParts: { ...modelKeyParts, prompts: files.map(([path, content]) => keyFile(path, content)) },
});

describe('what changed between two models is said in words', () => {
  test.each<[string, Partial<FullManifest>, Partial<FullManifest>, readonly string[]]>([
    ['nothing', {}, {}, []],
    [
      'nothing but time and run',
      { createdAt: '2020-01-01T00:00:00Z' },
      { run: { id: '1', attempt: 1, url: null, event: null } },
      [],
    ],
    [
      'data',
      { data: { train: entry(`dvc:md5:${'a'.repeat(32)}`, { size: 1_000, files: 2 }) } },
      { data: { train: entry(`dvc:md5:${'b'.repeat(32)}`, { size: 2_500, files: 3 }) } },
      [
        'train data changed: dvc:md5:aaaaaaaaaaaa… → dvc:md5:bbbbbbbbbbbb… (1,000 → 2,500 bytes, 2 → 3 files)',
      ],
    ],
    [
      'data whose ids begin alike',
      { data: { train: entry(`git:${'a'.repeat(39)}1`) } },
      { data: { train: entry(`git:${'a'.repeat(39)}2`) } },
      [`train data changed: git:${'a'.repeat(39)}1 → git:${'a'.repeat(39)}2`],
    ],
    [
      'data that nobody knows',
      { data: { train: entry('unknown') } },
      { data: { train: entry('unknown', { reason: 'not pinned' }) } },
      ['train data is unknown, so nobody can tell whether it changed (not pinned)'],
    ],
    [
      'data that is known now',
      { data: { train: entry('unknown') } },
      { data: { train: entry('id:7') } },
      ['train data is id:7, before it was unknown'],
    ],
    [
      'data added and removed',
      { data: { a: entry('id:1') } },
      { data: { __proto__x: entry('id:2') } },
      ['__proto__x data added (id:2)', 'a data removed'],
    ],
    [
      'its period',
      { data: { train: entry('id:1') } },
      { data: { train: entry('id:1', { from: '2025-01-01', to: '2025-12-31' }) } },
      ['train data spans 2025-01-01 to 2025-12-31, before no period'],
    ],
    [
      'parameters by key',
      params('1', { lr: '0.1', old: '1' }),
      params('2', { lr: '0.01', new: 'x' }),
      ['lr 0.1 → 0.01 (params.yaml)', 'new none → x (params.yaml)', 'old 1 → none (params.yaml)'],
    ],
    ['parameters without keys', params('1', null), params('2', { a: '1' }), ['params.yaml changed']],
    [
      'comments in parameters',
      params('1', { a: '1' }),
      params('2', { a: '1' }),
      ['params.yaml changed, its values did not'],
    ],
    [
      'prompts',
      prompts(['a.md', '1'], ['b.md', '1']),
      prompts(['a.md', '2'], ['c.md', '1']),
      ['a.md changed', 'b.md removed', 'c.md added'],
    ],
    [
      'packages',
      lock('1', [packageOf('pypi', 'numpy', { version: '1.26.4' })]),
      lock('2', [
        packageOf('pypi', 'numpy', { version: '2.0.1' }),
        packageOf('pypi', 'torch', { version: '2.4' }),
      ]),
      ['numpy 1.26.4 → 2.0.1', 'torch 2.4 added'],
    ],
    [
      'a lockfile with the same packages',
      lock('1', []),
      lock('2', []),
      ['uv.lock changed, its packages did not'],
    ],
    ['a lockfile that cannot be read', lock('1', null), lock('2', []), ['uv.lock changed']],
    ['lockfiles that an older manifest did not name', { lockfiles: undefined }, lock('1', []), []],
    [
      'the image',
      image('1', 'a'.repeat(64)),
      image('2', 'b'.repeat(64)),
      [`image sha256:${sha256Hex('1').slice(0, 12)}… → sha256:${sha256Hex('2').slice(0, 12)}…`],
    ],
    ['another build', image('1', 'a'), image('2', 'a'), ['image: another build of the same inputs']],
    ['an image that was not pushed', image(null, 'a'), image('2', 'a'), []],
    ['an image at all', {}, image('1', 'a'), ['an image is used, before the commands ran on the host']],
    [
      'no image any more',
      image('1', 'a'),
      { image: undefined },
      ['no image is used any more, the commands ran on the host'],
    ],
    ['the seed', { seed: 7 }, { seed: null }, ['seed 7 → none']],
    [
      'commands',
      { weightsFrom: 'train' },
      {
        modelKeyParts: { ...modelKeyParts, setup: null, train: undefined },
        weightsFrom: 'hf:x',
      },
      ['setup removed', 'train command removed', 'weights from train → hf:x'],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(words(before, after)).toEqual(expected);
  });
});

test('a manifest does not differ from itself, and every change names its part', () => {
  const some = fc.record({
    seed: fc.option(fc.integer()),
    data: fc.dictionary(
      fc.constantFrom('train', 'eval', 'constructor'),
      fc.constantFrom(entry('id:1'), entry('id:2', { size: 3 })),
    ),
    paramValues: fc.array(
      fc.record({
        path: fc.constantFrom('a.yaml', 'b.toml'),
        values: fc.option(fc.dictionary(fc.string({ maxLength: 3 }), fc.string({ maxLength: 3 }))),
      }),
      { maxLength: 2 },
    ),
  });
  fc.assert(
    fc.property(some, some, (a, b) => {
      const [one, two] = [manifestOf(a), manifestOf(b)];
      expect(diffManifests(one, structuredClone(one))).toEqual([]);
      expect(diffManifests(one, two).every((change) => change.words !== '')).toBe(true);
    }),
  );
});
