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

test('leaves ids that are in order as they are', () => {
  expect(idOrder([])).toBeUndefined();
  expect(idOrder(['a', 'ab', 'b'])).toBeUndefined();
});
