import { expect, test } from 'vitest';
import { GrowingFloats } from './growing.ts';
import { HeldBytes } from './held-bytes.ts';
import { maxHeldBytes } from './limits.ts';

const refusing = () =>
  new HeldBytes((sentence) => {
    throw new Error(sentence);
  });

test('refuses memory beyond the bound before it is taken', () => {
  const held = refusing();
  held.take(maxHeldBytes);
  expect(() => held.take(1)).toThrow('ids and columns up to here need more than 3 GiB of memory');
  expect(() => new GrowingFloats(refusing()).set(maxHeldBytes / 8, 1)).toThrow('3 GiB');
});

test('counts only what is held now', () => {
  const held = refusing();
  const column = new GrowingFloats(held);
  for (let at = 0; at < 100_000; at++) column.set(at, at);
  held.take(maxHeldBytes - column.data.byteLength);
  expect(() => held.take(1)).toThrow('3 GiB');
});
