import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idOrder } from './id-order.ts';

const sorted = (ids: readonly string[]) => {
  const order = idOrder(ids);
  return order === undefined ? ids : Array.from(order, (place) => ids[place]);
};

test('orders ids as the engine compares texts', () => {
  const id = fc.oneof(
    fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', '\u0000', 'é', '\uffff', '\ud83d\ude00') }),
    fc.nat(2_000).map((number) => `data/train/ex-${number}`),
    fc.nat(500).map((number) => `${'same/'.repeat(20)}${number}`),
  );
  fc.assert(
    fc.property(fc.uniqueArray(id, { maxLength: 400, size: 'max' }), (ids) => {
      expect(sorted(ids)).toEqual([...ids].sort());
    }),
    { numRuns: 200 },
  );
});

test('orders many ids, also where they share long prefixes and are not Latin', () => {
  const shuffled = (count: number, idOf: (number: number) => string) =>
    Array.from({ length: count }, (_, at) => idOf((at * 7_919) % count));
  for (const idOf of [
    (number: number) => `ex-${number}`,
    (number: number) => `data/${'same/'.repeat(number % 3)}${number}`,
    (number: number) => `例-${String.fromCodePoint(0x20000 - number)}-${number}`,
    (number: number) => `${'x'.repeat(number % 50)}\u0000${number % 9}`.slice(0, number % 60) + number,
  ]) {
    const ids = [...new Set(shuffled(40_000, idOf))];
    expect(sorted(ids)).toEqual([...ids].sort());
  }
});

test('leaves ids that are in order as they are', () => {
  expect(idOrder([])).toBeUndefined();
  expect(idOrder(['a', 'ab', 'b'])).toBeUndefined();
});
