import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMustPass, planSuite, shardOf, suiteOrder } from './index.ts';

const idLists = fc.uniqueArray(fc.string({ minLength: 1, unit: 'binary', maxLength: 8 }), { maxLength: 60 });

test('orders a suite by SHA-256 of seed, NUL and id', () => {
  const ids = Array.from({ length: 100 }, (_, at) => `ex-${at}`);
  const digestOf = (id: string) =>
    createHash('sha256').update('digits/eval#12').update('\0').update(id).digest('hex');
  const expected = [...ids].sort((a, b) => (digestOf(a) < digestOf(b) ? -1 : 1));
  expect(suiteOrder(ids, 'digits/eval#12')).toEqual(expected);
});

test('draws the same order for ever', () => {
  // Computed with Python's hashlib: sorted(ids, key=lambda id: sha256(f'{seed}\0{id}'.encode()).hexdigest()).
  const ids = ['ex-1', 'ex-2', 'ex-3', 'ex-4', 'ex-5', 'é'];
  expect(suiteOrder(ids, 'eval#1')).toEqual(['ex-1', 'ex-2', 'ex-4', 'ex-5', 'ex-3', 'é']);
  expect(suiteOrder(ids, 'eval#2')).toEqual(['ex-2', 'é', 'ex-1', 'ex-4', 'ex-5', 'ex-3']);
});

test('depends on the set of ids alone, and loses none', () => {
  fc.assert(
    fc.property(idLists, fc.string(), (ids, seed) => {
      const order = suiteOrder(ids, seed);
      expect(suiteOrder([...ids].reverse().concat(ids), seed)).toEqual(order);
      expect([...order].sort()).toEqual([...ids].sort());
    }),
  );
});

test('keeps the others in their order where examples are added', () => {
  fc.assert(
    fc.property(idLists, fc.nat(20), (ids, removed) => {
      const fewer = new Set(ids.slice(removed));
      expect(suiteOrder(ids, 's').filter((id) => fewer.has(id))).toEqual(suiteOrder([...fewer], 's'));
    }),
  );
});

test('plans a prefix, and must-pass ids beside it', () => {
  const ids = Array.from({ length: 50 }, (_, at) => `ex-${at}`);
  const order = suiteOrder(ids, 's');
  const inside = order[3] ?? '';
  const outside = [order[40] ?? '', order[30] ?? ''];
  const plan = planSuite({ ids, seed: 's', size: 10, mustPass: [...outside, inside] });
  expect(plan).toEqual({ planned: order.slice(0, 10), beside: [order[30], order[40]] });
  expect(planSuite({ ids, seed: 's', size: undefined, mustPass: outside })).toEqual({
    planned: order,
    beside: [],
  });
  expect(planSuite({ ids, seed: 's', size: 500, mustPass: [] }).planned).toEqual(order);
});

test('names must-pass ids that the suite does not have, where they stand', () => {
  const mustPass = parseMustPass('must.txt', Buffer.from('# regressions\r\n\r\nex-1\r\n gone \nex-1\n'));
  expect(mustPass).toEqual([
    { id: 'ex-1', where: { file: 'must.txt', line: 3 } },
    { id: 'gone', where: { file: 'must.txt', line: 4 } },
  ]);
  expect(() => planSuite({ ids: ['ex-1'], seed: '', size: 1, mustPass })).toThrow(
    'must.txt:4: the must-pass id "gone" is in no example of the suite',
  );
  expect(() => planSuite({ ids: [], seed: '', size: 1, mustPass: ['x'] })).toThrow('the must-pass id "x"');
  expect(() => parseMustPass('must.txt', Buffer.of(0xff))).toThrow('must.txt: not valid UTF-8');
});

test('cuts a plan into disjoint shards that are the plan together', () => {
  fc.assert(
    fc.property(idLists, fc.integer({ min: 1, max: 9 }), (planned, of) => {
      const shards = Array.from({ length: of }, (_, at) => shardOf(planned, at + 1, of));
      expect(shards.flat().sort()).toEqual([...planned].sort());
      const sizes = shards.map((shard) => shard.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test.each([
  [0, 8],
  [9, 8],
  [1.5, 8],
  [1, 0],
])('refuses shard %d of %d', (shard, of) => {
  expect(() => shardOf([], shard, of)).toThrow(`there is no shard ${shard} of ${of}`);
});
