import { expect, test } from 'vitest';
import { freeBytesOf, shortOfSpace } from './disk.ts';

test.each([
  [undefined, 6e9, undefined],
  [3e9, undefined, undefined],
  [1e9, undefined, 'only 1 GB are free where the engine keeps images, and the build may need 2 GB'],
  [
    10e9,
    6e9,
    'only 10 GB are free where the engine keeps images, and the build may need 15 GB, for the image takes 6 GB',
  ],
  [16e9, 6e9, undefined],
])('%d free for an image of %d: %j', (free, expected, sentence) => {
  expect(shortOfSpace(free, expected)).toBe(sentence);
});

test('a folder of another machine is not measured', () => {
  expect(freeBytesOf('/nowhere/at/all')).toBeUndefined();
  expect(freeBytesOf(undefined)).toBeUndefined();
  expect(freeBytesOf('/')).toBeGreaterThan(0);
});
