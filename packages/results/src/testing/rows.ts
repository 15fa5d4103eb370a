import type { Row } from '@weighbridge/contract';
import fc from 'fast-check';
import { bytesSource, type ReadOptions, type ResultColumns, type RowSource, readResults } from '../index.ts';

/** Builders for the tests of this package. */

export const noRanges: ReadOptions = { ranges: new Map() };

export function jsonl(name: string, ...lines: readonly string[]): RowSource {
  return bytesSource(name, Buffer.from(lines.map((line) => `${line}\n`).join('')));
}

export function rowsSource(name: string, rows: readonly Row[]): RowSource {
  return jsonl(name, ...rows.map((row) => JSON.stringify(row)));
}

export function csv(...lines: readonly string[]): RowSource {
  return bytesSource('preds.csv', Buffer.from(`${lines.join('\n')}\n`));
}

/** What a Failure says, one problem a line; 'read' where there was none. */
export async function refusalOf(sources: readonly RowSource[], options = noRanges): Promise<string> {
  return readResults(sources, options).then(
    () => 'read',
    (error: unknown) =>
      error instanceof Error && error.name === 'Failure' ? error.message : `BUG ${String(error)}`,
  );
}

/** Columns as plain data in which two results that differ in one bit differ. */
export function bitsOf(columns: ResultColumns): unknown {
  const hex = (array: Float64Array | Int32Array | Uint8Array) =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('hex');
  return {
    ids: columns.ids,
    metrics: [...columns.metrics].map(([name, values]) => [name, hex(values)]),
    binary: [...columns.binary],
    errors: hex(columns.errors),
    slices: [...columns.slices].map(([name, { codes, values }]) => [name, hex(codes), values]),
    exampleKeys: columns.exampleKeys,
    rows: columns.rows,
    texts: columns.texts === undefined ? undefined : [...columns.texts],
  };
}

const names = fc.constantFrom('correct', 'score', 'latency_ms', '__proto__', 'constructor', 'é');
const texts = fc.oneof(
  fc.constantFrom('smb', 'enterprise', '', 'a "quoted", text', 'zwei\nZeilen', '__proto__', '日本'),
  fc.string({ maxLength: 10, unit: 'grapheme' }),
);
export const finiteNumbers = fc.oneof(
  fc.constantFrom(0, 1, -0, 0.1, 1e308, 5e-324, 2 ** 53 + 2),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);

function record<Value>(keys: fc.Arbitrary<string>, values: fc.Arbitrary<Value>, maxKeys: number) {
  // fromEntries makes own properties, also of `__proto__`.
  return fc
    .uniqueArray(fc.tuple(keys, values), { selector: ([key]) => key, maxLength: maxKeys })
    .map((entries): Record<string, Value> => Object.fromEntries(entries));
}

const ids = fc.oneof(
  fc.constantFrom('ex-1', 'ex-2', 'ex-10', '__proto__', '日', '\ud83d\ude00', '\uffee'),
  fc.string({ minLength: 1, maxLength: 6 }),
);

const ofExample = fc.record({
  slices: record(fc.constantFrom('segment', '__proto__'), texts, 2),
  example: fc.option(fc.stringMatching(/^[0-9a-f]{12}$/), { nil: undefined }),
});

const ofRow = fc.record(
  {
    metrics: record(names, finiteNumbers, 4),
    label: texts,
    prediction: texts,
    cluster: texts,
    error: fc.constantFrom(null, null, 'timeout', ''),
  },
  { requiredKeys: ['metrics'] },
);

/** Rows of a suite that are in order: no doubles, slices equal within an example. */
export const suites: fc.Arbitrary<readonly Row[]> = fc
  .uniqueArray(fc.tuple(ids, ofExample, fc.array(ofRow, { minLength: 1, maxLength: 4 })), {
    selector: ([id]) => id,
    maxLength: 12,
  })
  .map((examples) =>
    examples.flatMap(([id, { slices, example }, rows]) =>
      rows.map((row, repeat) => ({
        id,
        ...row,
        ...(repeat === 0 ? {} : { repeat }),
        slices,
        ...(example === undefined ? {} : { example }),
      })),
    ),
  );
