import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RowFields } from './row-fields.ts';
import { readRowLine } from './row-line.ts';
import { RowProblems } from './row-problems.ts';
import { RowScanner } from './row-scanner.ts';
import { RowTable } from './row-table.ts';
import { finiteNumbers, suites } from './testing/rows.ts';

const newTable = () =>
  new RowTable({ ranges: new Map(), keepTexts: true, several: false }, new RowProblems());

function fieldsOf(table: RowTable): unknown {
  const fields: RowFields = table.fields;
  const metrics = Array.from({ length: fields.metricCount }, (_, at) => [
    table.metrics.names.texts[fields.metricColumn[at] ?? -1],
    fields.metricValue[at],
  ]);
  const slices = Array.from({ length: fields.sliceCount }, (_, at) => {
    const column = fields.sliceColumn[at] ?? -1;
    return [
      table.slices.names.texts[column],
      table.slices.valuesOf(column).texts[fields.sliceCode[at] ?? -1],
    ];
  });
  const { id, repeat, cluster, label, prediction, error, example } = fields;
  return { id, repeat, cluster, label, prediction, error, example, metrics, slices };
}

/** The line read from bytes and by JSON.parse: either both give the same row, or the scanner leaves it. */
function agree(line: string): boolean {
  const fast = newTable();
  const bytes = Buffer.from(`${line}\n`);
  const end = new RowScanner(fast).scan(bytes, 0);
  if (end === -1) return false;
  const checked = readRowLine(bytes.subarray(0, end - 1), false);
  if (!checked?.ok) throw new Error(`the scanner took a line that is no row: ${line}`);
  const slow = newTable();
  slow.add(checked.row, 1);
  expect(fieldsOf(fast)).toEqual(fieldsOf(slow));
  return true;
}

test('reads a plain row without JSON.parse', () => {
  expect(agree('{"id": "a", "metrics": {"x": 1, "y": -0.25}, "slices": {"s": "t"}, "error": null}')).toBe(
    true,
  );
  expect(
    agree('{"id":"a","repeat":3,"metrics":{"x":1},"label":"7","prediction":"1","example":"0123456789ab"}\r'),
  ).toBe(true);
});

test.each([
  '{"id": "a", "metrics": {"x": 01}}',
  '{"id": "a", "metrics": {"x": 1.}}',
  '{"id": "a", "metrics": {"x": .5}}',
  '{"id": "a", "metrics": {"x": +1}}',
  '{"id": "a", "metrics": {"x": -}}',
  '{"id": "a", "metrics": {"x": 1e}}',
  '{"id": "a", "metrics": {"x": 1e999}}',
  '{"id": "a", "metrics": {"x": 1,}}',
  '{"id": "a", "metrics": {"x": 1, "x": 2}}',
  '{"id": "a", "id": "b", "metrics": {"x": 1}}',
  '{"id": "a", "metrics": {"x": 1}} {}',
  '{"id": "a", "metrics": {"": 1}}',
  '{"id": "a", "metrics": {"x": "1"}}',
  '{"id": "", "metrics": {}}',
  '{"id": "a"}',
  '{"id": "a", "metrics": {}',
  '{"id": "a\\n", "metrics": {}}',
  '{"id": "é", "metrics": {}}',
  '{"id": "a", "metrics": {}, "slices": {}}',
  '{"id": "a", "metrics": {}, "error": nul}',
  '{"id": "a", "metrics": {}, "repeat": -1}',
  '{"id": "a", "metrics": {}, "repeat": 9007199254740993}',
  '{"id": "a", "metrics": {}, "example": "0123456789AB"}',
  '',
])('leaves %s to JSON.parse', (line) => {
  expect(agree(line)).toBe(false);
});

test('reads every number as JSON.parse does, to the bit', () => {
  const spelled = fc.oneof(
    finiteNumbers.map((number) => JSON.stringify(number)),
    fc
      .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.nat(20))
      .map(([x, places]) => x.toFixed(places)),
    fc.tuple(finiteNumbers, fc.nat(20)).map(([x, places]) => x.toExponential(places)),
    fc.stringMatching(/^-?(0|[1-9]\d{0,24})(\.\d{1,24})?([eE][+-]?\d{1,3})?$/),
  );
  fc.assert(
    fc.property(spelled, (number) => {
      const taken = agree(`{"id": "a", "metrics": {"x": ${number}}}`);
      expect(taken).toBe(Number.isFinite(Number(number)));
    }),
    { numRuns: 2_000 },
  );
});

test('never takes a damaged line for something else than JSON.parse does', () => {
  const damage = fc.record({
    at: fc.nat(),
    byte: fc.constantFrom(...'{}[]":,\\ \t\n0.e-aé'),
    cut: fc.boolean(),
  });
  fc.assert(
    fc.property(suites, fc.array(damage, { maxLength: 3 }), (rows, damages) => {
      for (const row of rows) {
        let line = JSON.stringify(row);
        for (const { at, byte, cut } of damages) {
          const place = at % line.length;
          line = line.slice(0, place) + byte + line.slice(place + (cut ? 1 : 0));
        }
        if (!line.includes('\n')) agree(line);
      }
    }),
    { numRuns: 500 },
  );
});
