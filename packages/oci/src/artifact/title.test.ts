import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { titleClash, titleFault } from './title.ts';

describe('the path of a file in an artifact', () => {
  it.each(['model.bin', 'model/weights.bin', '.hidden', 'a b', 'ü/ö', '...'])('may be %s', (title) => {
    expect(titleFault(title)).toBeUndefined();
  });

  it.each([
    '',
    '/a',
    'a/',
    'a//b',
    '.',
    '..',
    'a/../b',
    './a',
    'a\\b',
    'C:a',
    'a\0',
    'a\nb',
    '\u202ea',
    'a'.repeat(1_025),
  ])('may not be %j', (title) => {
    expect(titleFault(title)).toBeDefined();
  });

  it('never leaves its folder', () => {
    const parts = fc
      .array(fc.constantFrom('.', '..', '/', '\\', 'a', ':', '\0', '~'))
      .map((some) => some.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), parts), (title) => {
        if (titleFault(title) !== undefined) return;
        expect(posix.join('/folder', title)).toBe(`/folder/${title}`);
      }),
    );
  });

  it.each([
    [['a', 'a'], 'a'],
    [['a', 'A'], 'A'],
    [['a/b', 'a'], 'a'],
    [['a', 'a/b'], 'a/b'],
    [['a/b', 'a/c', 'b'], undefined],
  ])('%j clash: %s', (titles, clash) => {
    expect(titleClash(titles)).toBe(clash);
  });
});
