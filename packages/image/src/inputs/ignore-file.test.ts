import dockerignore from '@balena/dockerignore';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ignoreRules } from './ignore-file.ts';

const part = fc.constantFrom(
  'a',
  'ab',
  'b.c',
  '*',
  '**',
  '?',
  '[a-b]',
  '[^a]',
  'a*',
  '*.c',
  '.',
  '..',
  'a b',
  '\\a',
  'x',
);
const pattern = fc
  .tuple(
    fc.constantFrom('', '!', '/', './', ' '),
    fc.array(part, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '/'),
  )
  .map(([start, parts, end]) => start + parts.join('/') + end);
const name = fc.constantFrom('a', 'ab', 'b', 'b.c', 'x', 'a b', '.', 'A');
const path = fc
  .array(name, { minLength: 1, maxLength: 4 })
  .map((names) => names.join('/').replaceAll('./', 'd/').replace(/\.$/, 'd'));

test('the short way says what the library says', () => {
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 4 }), path, (patterns, file) => {
      const library = dockerignore.default({ ignorecase: false }).add([...patterns]);
      expect(ignoreRules(patterns.join('\n')).ignores(file)).toBe(library.ignores(file));
    }),
    { numRuns: 2_000 },
  );
});

test('a folder that need not be walked holds nothing that comes back', () => {
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 4 }), path, path, (patterns, folder, rest) => {
      const rules = ignoreRules(patterns.join('\n'));
      if (rules.ignores(folder) && rules.isClosed(folder))
        expect(rules.ignores(`${folder}/${rest}`)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['data\n!data/keep', 'data', false],
  ['data\n!data/keep', 'data/keep', false],
  ['data\n!data/keep', 'data/drop', true],
  ['data\n!**/me.txt', 'data/drop', false],
  ['.venv', '.venv', true],
])('%j: the inside of %s need not be looked at: %j', (text, folder, closed) => {
  expect(ignoreRules(text).isClosed(folder)).toBe(closed);
});
