import { describe, expect, it } from 'vitest';
import { pathMatcher } from './path-matcher.ts';

describe('a glob and a path that are made to be slow', () => {
  const name = 'a'.repeat(1_000);

  it.each([
    ['*a*a*a*b', name],
    ['**/*a*a*/**/*a*b', [name, name, name].join('/')],
    ['**/a/**/a/**/a/**/a/**/b', 'a/'.repeat(2_000)],
    ['{a,a}'.repeat(40), 'a'.repeat(40)],
  ])('are refused with both named: %s', (glob, path) => {
    const startedAt = performance.now();
    expect(() => pathMatcher([glob])(path)).toThrow(/^the glob .* has too many wildcards for a path of/u);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it.each([
    ['**/src/**/*_test_*.{ts,tsx}', `packages/${'deep/'.repeat(20)}src/some/long_test_name_of_a_file.ts`],
    ['src/**/*.*.*', `src/${'folder-of-a-team/'.repeat(15)}component.stories.snapshot`],
    ['*a*b', `${name}b`],
  ])('are told apart from those that people write: %s', (glob, path) => {
    expect(pathMatcher([glob])(path)).toBe(true);
  });

  it('are answered in time where they are not refused', () => {
    const startedAt = performance.now();
    expect(pathMatcher(['*a*a*b'])('a'.repeat(255))).toBe(false);
    expect(pathMatcher(['**/a/**/a/**/b'])('a/'.repeat(200))).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
