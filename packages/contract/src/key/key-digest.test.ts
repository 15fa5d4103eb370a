import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../failure.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256Hex } from './digest.ts';
import { exampleKey, examplesKey } from './example-key.ts';
import { harnessKey, modelKey } from './key-digest.ts';
import { fileOf, filesOf, harnessPartsOf, modelPartsOf } from './test-parts.ts';

test('canonical JSON sorts keys by code units, at every depth, and writes numbers as ECMAScript does', () => {
  expect(
    canonicalJson({ b: [1.0, -0, 1e21, null], a: { '\u{1f600}': true, '\ufb33': 'é\n', Z: undefined } }),
  ).toBe('{"a":{"\u{1f600}":true,"\ufb33":"é\\n"},"b":[1,0,1e+21,null]}');
});

test.each([
  [Number.NaN],
  [Number.POSITIVE_INFINITY],
  [[undefined]],
  [1n],
  [new Date(0)],
  [new Map()],
  [() => 1],
])('canonical JSON refuses %s', (value) => {
  expect(() => canonicalJson({ value })).toThrow(Failure);
});

test('canonical JSON refuses cycles and data nested to exhaust the stack', () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  expect(() => canonicalJson(cycle)).toThrow('expected values nested at most 500 deep');
  expect(() => exampleKey(JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)))).toThrow(Failure);
});

test('canonical JSON is JSON of the same data, whatever the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(canonicalJson(reversed(value))).toBe(text);
    }),
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, item]) => [key, reversed(item)]));
}

test('SHA-256 takes text as UTF-8', () => {
  expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256Hex('é')).toBe(sha256Hex(Uint8Array.from([0xc3, 0xa9])));
});

test('keys have their form, and stay what they are from version to version', () => {
  expect(modelKey(modelPartsOf())).toBe('78fd75d1be6cf252b9524a32c4780abd7bb18bace5acf1ec491796cdd40965b5');
  expect(harnessKey(harnessPartsOf())).toBe(
    '72bae4c0d57e65d0728c3cedf1c0d49103ff5838c74133daf77148ae5e17e812',
  );
  expect(exampleKey({ id: 'a', text: 'b' })).toBe('82631d0996ac');
  expect(examplesKey([{ id: 'a', key: '0123456789ab' }])).toBe(
    '7977743cdad0fb6125b37e80905e298f8d1934393d686df9a9b591486f3e7638',
  );
});

const manyFiles = fc
  .uniqueArray(fc.string({ minLength: 1 }), { maxLength: 8 })
  .map((paths) => paths.map((path) => fileOf(path)));

test('the order of files does not change a key', () => {
  fc.assert(
    fc.property(manyFiles, (files) => {
      const other = [...files].reverse();
      const part = { params: files, prompts: files };
      expect(modelKey(modelPartsOf({ files: other, ...part }))).toBe(
        modelKey(modelPartsOf({ files, ...part })),
      );
      expect(harnessKey(harnessPartsOf({ code: other }))).toBe(harnessKey(harnessPartsOf({ code: files })));
    }),
  );
});

test.each([
  ['content', { files: [fileOf('train.py', 'x'), fileOf('params.yaml')] }],
  ['mode', { files: [fileOf('train.py', 'train.py', true), fileOf('params.yaml')] }],
  ['name', { files: filesOf('train2.py', 'params.yaml') }],
  ['one file more', { files: filesOf('train.py', 'params.yaml', 'x') }],
  ['data', { data: { train: 'git:1' } }],
  ['params', { params: filesOf('params.yaml') }],
  ['prompts', { prompts: filesOf('params.yaml') }],
  ['setup', { setup: 'make' }],
])('another %s is another model key', (_name, parts) => {
  expect(modelKey(modelPartsOf(parts))).not.toBe(modelKey(modelPartsOf()));
});

test('the order of metrics is no part of the harness, what they mean is', () => {
  const [accuracy] = harnessPartsOf().metrics;
  if (accuracy === undefined) throw new Error('no metric');
  const other = { ...accuracy, name: 'b' };
  const keyOf = (...metrics: (typeof accuracy)[]) => harnessKey(harnessPartsOf({ metrics }));
  expect(keyOf(accuracy, other)).toBe(keyOf(other, accuracy));
  expect(keyOf({ ...accuracy, range: [0, 1] })).not.toBe(keyOf(accuracy));
  expect(keyOf({ ...accuracy, better: 'lower' })).not.toBe(keyOf(accuracy));
});

test('the key of a suite does not depend on the order of its lines, but on every id and content', () => {
  const keys = fc.uniqueArray(fc.record({ id: fc.string(), key: fc.constantFrom('a', 'b') }), {
    selector: (one) => one.id,
    minLength: 1,
  });
  fc.assert(
    fc.property(keys, (all) => {
      const key = examplesKey(all);
      expect(examplesKey([...all].reverse())).toBe(key);
      expect(examplesKey(all.slice(1))).not.toBe(key);
      expect(examplesKey(all.map((one) => ({ ...one, key: 'c' })))).not.toBe(key);
    }),
  );
});
