import { rowSchema } from '@weighbridge/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRow } from './row-check.ts';
import { suites } from './testing/rows.ts';

const long = 'x'.repeat(1_001);
const values = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    '',
    'text',
    long,
    0,
    1,
    -1,
    1.5,
    2 ** 53,
    Number.NaN,
    Infinity,
    true,
    'a'.repeat(12),
  ),
  fc.constantFrom(
    [],
    {},
    { a: 1 },
    { a: 'x' },
    { '': 1 },
    { ['n'.repeat(201)]: 1 },
    { a: null },
    { a: Infinity },
  ),
  fc.constantFrom(
    { a: long },
    { ['n'.repeat(201)]: 'x' },
    { '': 'x' },
    '0123456789ab',
    '0123456789AB',
    [1],
    'é'.repeat(1_000),
  ),
);
const almostRows = fc.record(
  {
    id: fc.oneof(fc.constant('ex-1'), values),
    repeat: values,
    metrics: fc.oneof(fc.constant({ correct: 1 }), values),
    slices: values,
    cluster: values,
    label: values,
    prediction: values,
    error: values,
    example: values,
    extra: fc.constant(1),
  },
  { requiredKeys: [] },
);

test('accepts and refuses exactly what the schema of the contract does', () => {
  fc.assert(
    fc.property(fc.oneof(almostRows, values), (value) => {
      expect(checkRow(value).ok).toBe(rowSchema.safeParse(value).success);
    }),
    { numRuns: 3_000 },
  );
});

test('accepts every good row that the schema accepts', () => {
  fc.assert(
    fc.property(suites, (rows) => {
      for (const row of rows) expect(checkRow(row).ok).toBe(true);
    }),
  );
});

test('checks metrics named like members of Object as any other', () => {
  const parse = (text: string): unknown => JSON.parse(text);
  expect(checkRow(parse('{"id": "a", "metrics": {"__proto__": 1, "constructor": 0}}')).ok).toBe(true);
  expect(checkRow(parse('{"id": "a", "metrics": {"__proto__": "one"}}')).ok).toBe(false);
  expect(checkRow(parse('{"id": "a", "metrics": {}, "__proto__": {}}')).ok).toBe(false);
});

test.each([
  [17, 'expected a JSON object'],
  [[], 'expected a JSON object'],
  [{ metrics: {} }, '"id" is missing'],
  [{ id: 17, metrics: {} }, '"id" must be text: write "17" in quotes'],
  [{ id: '', metrics: {} }, '"id" is empty'],
  [{ id: 'a' }, '"metrics" is missing'],
  [{ id: 'a', metrics: [1] }, '"metrics" must be an object'],
  [{ id: 'a', metrics: { x: null } }, 'metric "x" must be a number, got null; leave it out'],
  [{ id: 'a', metrics: { x: true } }, 'metric "x" must be a number, got boolean true'],
  [{ id: 'a', metrics: {}, slice: {} }, 'unknown key "slice"'],
  [{ id: 'a', metrics: {}, slices: { s: 3 } }, 'slice "s" must be text, got number 3'],
  [{ id: 'a', metrics: {}, repeat: 0.5 }, '"repeat" must be a whole number from 0'],
  [{ id: 'a', metrics: {}, error: 3 }, '"error" must be text or null'],
  [{ id: 'a', metrics: {}, example: 'abc' }, '"example" must be 12 hexadecimal digits'],
])('says what is wrong with %j', (value, sentence) => {
  const checked = checkRow(value);
  expect(checked.ok ? [] : checked.mistakes).toEqual([expect.stringContaining(sentence)]);
});
