import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffPackages } from './diff-packages.ts';
import { normalName, packageOf } from './package.ts';

const pypi = (name: string, version: string | null, parts: object = {}) =>
  packageOf('pypi', name, { version, ...parts });
const words = (...args: Parameters<typeof diffPackages>) => diffPackages(...args).map((one) => one.words);

test('names are compared as PEP 503 normalises them', () => {
  expect(['Foo.Bar', 'foo__bar', 'FOO-._-bar'].map((name) => normalName('pypi', name))).toEqual([
    'foo-bar',
    'foo-bar',
    'foo-bar',
  ]);
  expect(diffPackages([pypi('Foo.Bar', '1')], [pypi('foo_bar', '1')])).toEqual([]);
  expect(normalName('npm', '@A/b_c')).toBe('@A/b_c');
});

test('changes are said in words, in order of name', () => {
  const before = [
    pypi('z', '1'),
    pypi('numpy', '1.26.4'),
    pypi('old', '1'),
    pypi('open', null, { wanted: '>=1' }),
  ];
  const after = [pypi('z', '1'), pypi('numpy', '2.0.1'), pypi('new', '3'), pypi('open', '1.5')];
  expect(diffPackages(before, after)).toEqual([
    { ecosystem: 'pypi', name: 'new', how: 'added', before: [], after: ['3'], words: 'new 3 added' },
    {
      ecosystem: 'pypi',
      name: 'numpy',
      how: 'changed',
      before: ['1.26.4'],
      after: ['2.0.1'],
      words: 'numpy 1.26.4 → 2.0.1',
    },
    { ecosystem: 'pypi', name: 'old', how: 'removed', before: ['1'], after: [], words: 'old 1 removed' },
    {
      ecosystem: 'pypi',
      name: 'open',
      how: 'changed',
      before: ['>=1'],
      after: ['1.5'],
      words: 'open >=1 → 1.5',
    },
  ]);
});

test('one package of several environments is one change', () => {
  const before = [pypi('a', '1', { marker: 'x' }), pypi('a', '2', { marker: 'y' })];
  expect(words(before, [...before].reverse())).toEqual([]);
  expect(words(before, [...before, ...before])).toEqual([]);
  expect(words(before, [pypi('a', '2', { marker: 'x' }), pypi('a', '3', { marker: 'y' })])).toEqual([
    'a 1, 2 → 2, 3',
  ]);
  expect(words(before, [pypi('a', '1', { marker: 'y' }), pypi('a', '2', { marker: 'x' })])).toEqual([
    'a 1, 2: for other environments',
  ]);
});

test('the same version from elsewhere, or of other files, is a change', () => {
  const one = pypi('a', '1', { hashes: ['sha256:1'] });
  expect(
    words([one], [pypi('a', '1', { hashes: ['sha256:1'], source: 'https://evil.example/simple' })]),
  ).toEqual(['a 1: from another source']);
  expect(words([one], [pypi('a', '1', { hashes: ['sha256:2'] })])).toEqual([
    'a 1: other files of the same version',
  ]);
});

test('equal packages of different ecosystems are not confused', () => {
  expect(words([pypi('a', '1')], [packageOf('conda', 'a', { version: '1' })])).toEqual([
    'a 1 added',
    'a 1 removed',
  ]);
});

const list = fc.array(
  fc
    .record({
      name: fc.constantFrom('a', 'A', 'b-c', 'b_c', '__proto__'),
      version: fc.constantFrom('1', '2', null),
      marker: fc.constantFrom(undefined, 'x'),
    })
    .map(({ name, version, marker }) => packageOf('pypi', name, { version, marker })),
  { maxLength: 6 },
);

test('a list has no difference to itself in any order, and what was added is removed the other way round', () => {
  fc.assert(
    fc.property(list, list, (before, after) => {
      expect(diffPackages(before, [...before].reverse())).toEqual([]);
      const mirrored = diffPackages(after, before).map(({ name, before: a, after: b }) => ({
        name,
        before: b,
        after: a,
      }));
      expect(
        diffPackages(before, after).map(({ name, before: a, after: b }) => ({ name, before: a, after: b })),
      ).toEqual(mirrored);
    }),
  );
});
