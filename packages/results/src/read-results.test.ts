import { gzipSync } from 'node:zlib';
import { maxLineBytes } from '@weighbridge/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesSource, readResults } from './index.ts';
import { bitsOf, jsonl, noRanges, refusalOf, rowsSource, suites } from './testing/rows.ts';

const row = (id: string, more = '') => `{"id": "${id}", "metrics": {"x": 1}${more}}`;

test('reads rows into columns, one entry an example, in order of their ids', async () => {
  const source = jsonl(
    'results.jsonl',
    '{"id": "b", "metrics": {"correct": 1, "ms": 41.5}, "slices": {"segment": "smb"}}',
    '',
    '{"id": "a", "metrics": {"correct": 0}, "label": "7", "prediction": "1", "example": "0123456789ab"}',
    '{"id": "c", "metrics": {"correct": 0.5}, "error": "timeout"}',
  );
  const columns = await readResults([source], { ...noRanges, keepTexts: true });
  expect(columns.ids).toEqual(['a', 'b', 'c']);
  expect([...columns.metrics]).toEqual([
    ['correct', Float64Array.of(0, 1, Number.NaN)],
    ['ms', Float64Array.of(Number.NaN, 41.5, Number.NaN)],
  ]);
  expect([...columns.binary]).toEqual(['correct']);
  expect([...columns.errors]).toEqual([0, 0, 1]);
  expect(columns.slices.get('segment')).toEqual({ codes: Int32Array.of(-1, 0, -1), values: ['smb'] });
  expect(columns.exampleKeys).toEqual(['0123456789ab', undefined, undefined]);
  expect(columns.rows).toBe(3);
  expect(columns.clustered).toBe(false);
  expect(columns.texts).toEqual(
    new Map([
      ['a', { label: '7', prediction: '1' }],
      ['c', { error: 'timeout' }],
    ]),
  );
});

test('says whether rows name clusters, in whatever format they come', async () => {
  const lines = jsonl('r.jsonl', row('a'), row('b', ', "cluster": "doc-4"'));
  const table = bytesSource('r.csv', Buffer.from('id,x,cluster\na,1,\nb,1,doc-4\n'));
  expect((await readResults([lines], noRanges)).clustered).toBe(true);
  expect((await readResults([table], noRanges)).clustered).toBe(true);
});

test('averages repeats over those that were evaluated', async () => {
  const columns = await readResults(
    [
      jsonl(
        'r.jsonl',
        '{"id": "a", "repeat": 2, "metrics": {"x": 4}}',
        '{"id": "a", "repeat": 0, "metrics": {"x": 1}}',
        '{"id": "a", "repeat": 1, "metrics": {"x": 100}, "error": "crash"}',
        '{"id": "b", "repeat": 0, "metrics": {"x": 1e308}}',
        '{"id": "b", "repeat": 1, "metrics": {"x": 1e308}}',
      ),
    ],
    noRanges,
  );
  expect(columns.metrics.get('x')).toEqual(Float64Array.of(2.5, 1e308));
  expect([...columns.errors]).toEqual([0, 0]);
  expect(columns.rows).toBe(5);
});

test('takes an empty error for an error, and an empty file for no rows', async () => {
  const columns = await readResults([jsonl('r.jsonl', row('a', ', "error": ""'))], noRanges);
  expect([...columns.errors]).toEqual([1]);
  expect(columns.metrics.size).toBe(0);
  expect((await readResults([jsonl('r.jsonl')], noRanges)).ids).toEqual([]);
  expect((await readResults([], noRanges)).rows).toBe(0);
});

test.each([
  [
    '{"id": "a", "metrics": {"x": NaN}}',
    'r.jsonl:2: the value of "x" in column 30 is NaN, which is no number',
  ],
  ['{"id": "a", "metrics": {"x": -Infinity}}', 'r.jsonl:2: the value of "x" in column 30 is -Infinity'],
  ['{"id": "a", "metrics": {"x": 1e999}}', 'r.jsonl:2: metric "x" is too large for a number'],
  ['{"id": "a", "metrics": {"x": None}}', 'is None; JSON writes null, true and false'],
  ["{'id': 'a', 'metrics': {}}", 'r.jsonl:2: not JSON: texts and keys stand in double quotes'],
  ['[1]', 'r.jsonl:2: expected a JSON object'],
  ['id,correct', 'r.jsonl:2: not JSON: expected one object a line'],
  ['{"id": "a, "metrics": {"x": 1}}', 'r.jsonl:2: not JSON'],
  ['{"id": "a", "metrics": {"x": 1}, "score": 2}', 'r.jsonl:2: unknown key "score"'],
  ['{"id": "a", "metrics": {"x": 1.5}}', 'r.jsonl:2: metric "x" is 1.5, outside its range 0 to 1'],
  ['{"id": "first", "metrics": {"x": 0}}', 'r.jsonl:2: example "first", repeat 0 stands in line 1 already'],
  ['{"id": "a\\u202eb", "metrics": {"x": 7}}', 'outside its range'],
])('refuses %s with its line', async (line, sentence) => {
  const options = { ranges: new Map([['x', [0, 1] as const]]) };
  expect(await refusalOf([jsonl('r.jsonl', row('first'), line)], options)).toContain(sentence);
});

test('refuses bytes that are no UTF-8, lines without end and text of another encoding', async () => {
  const bytes = (...parts: (string | Buffer)[]) =>
    bytesSource(
      'r.jsonl',
      parts.map((part) => Buffer.from(part as string)),
    );
  expect(await refusalOf([bytes('{"id": "', Buffer.of(0xff), '", "metrics": {}}\n')])).toBe(
    'r.jsonl:1: not valid UTF-8',
  );
  const long = `{"id": "a", "metrics": {${' '.repeat(maxLineBytes)}}}\n`;
  expect(await refusalOf([bytes(long, `${row('b')}\n`, 'oops')])).toBe(
    'r.jsonl:1: the line is longer than 1 MiB\nr.jsonl:3: the file ends in the middle of a line; was the evaluation killed?',
  );
  expect(await refusalOf([bytes(Buffer.from('\ufeff{}', 'utf16le'))])).toBe(
    'r.jsonl: the file is UTF-16 text; write it as UTF-8',
  );
  expect(await refusalOf([bytes('\ufeff', row('a'))])).toBe('read');
});

test('says the first 20 problems and counts the rest', async () => {
  const lines = Array.from({ length: 1_234 }, () => '{}');
  const problems = (await refusalOf([jsonl('r.jsonl', ...lines)])).split('\n');
  expect(problems).toHaveLength(21);
  expect(problems[0]).toBe('r.jsonl:1: "id" is missing');
  expect(problems[20]).toBe('and 2,448 more');
});

test('counts identical rows of two files once and refuses differing ones naming both places', async () => {
  const one = jsonl('one.jsonl', '{"id": "a", "metrics": {"x": 1, "y": 2}, "label": "7"}');
  const same = jsonl(
    'two.jsonl',
    '',
    '{"label": "7", "metrics": {"y": 2.0, "x": 1}, "id": "a", "repeat": 0}',
  );
  expect((await readResults([one, same], noRanges)).rows).toBe(1);
  for (const other of [
    row('a'),
    row('a', ', "error": "x"'),
    '{"id": "a", "metrics": {"x": 1, "y": 2}, "label": "8"}',
  ]) {
    expect(await refusalOf([one, jsonl('two.jsonl', '', other)])).toBe(
      'two.jsonl:2: example "a", repeat 0 differs from the same row at one.jsonl:1',
    );
  }
});

test('refuses a row twice in one file also where another file has it too', async () => {
  const [one, two] = [jsonl('one.jsonl', row('a')), jsonl('two.jsonl', row('a'), row('a'))];
  const message =
    'two.jsonl:2: example "a", repeat 0 stands in line 1 already; an example has one row a repeat';
  expect(await refusalOf([one, two])).toBe(message);
  expect(await refusalOf([two, one])).toBe(message);
});

test('refuses repeats of an example that disagree about it', async () => {
  const first = row('a', ', "slices": {"s": "x"}, "example": "000000000000"');
  const second = row('a', ', "repeat": 1, "slices": {"s": "y"}, "example": "000000000001"');
  expect(await refusalOf([jsonl('r.jsonl', first, second)])).toBe(
    [
      'r.jsonl:2: slice "s" of example "a" is "y" here and "x" in an earlier row of it',
      'r.jsonl:2: "example" of "a" is 000000000001 here and 000000000000 in an earlier row of it',
    ].join('\n'),
  );
});

test('bounds the number of metrics, slice keys and slice values', async () => {
  const many = (count: number, value: string) =>
    Array.from({ length: count }, (_, at) => `"n${at}": ${value}`).join(', ');
  expect(await refusalOf([jsonl('r.jsonl', `{"id": "a", "metrics": {${many(1_001, '1')}}}`)])).toBe(
    'r.jsonl:1: more than 1,000 different metrics',
  );
  expect(await refusalOf([jsonl('r.jsonl', row('a', `, "slices": {${many(101, '"v"')}}`))])).toBe(
    'r.jsonl:1: more than 100 different slice keys',
  );
  const values = Array.from({ length: 10_001 }, (_, at) => row(`${at}`, `, "slices": {"s": "${at}"}`));
  expect(await refusalOf([jsonl('r.jsonl', ...values)])).toBe(
    'r.jsonl:10001: more than 10,000 different values of slice "s"',
  );
});

test('reads gzip of several members and refuses a cut, damaged or mistaken one', async () => {
  const members = Buffer.concat([gzipSync(`${row('a')}\n`), gzipSync(`${row('b')}\n`)]);
  const named = (bytes: Buffer, name = 'r.jsonl.gz') => [bytesSource(name, bytes)];
  expect((await readResults(named(members), noRanges)).ids).toEqual(['a', 'b']);
  expect((await readResults(named(members, 'r.jsonl'), noRanges)).ids).toEqual(['a', 'b']);
  expect(await refusalOf(named(members.subarray(0, -9)))).toBe(
    'r.jsonl.gz: the gzip file ends too early; was it cut while being written or copied?',
  );
  const damaged = Buffer.from(members);
  damaged[members.length - 5] = 1 ^ (damaged[members.length - 5] ?? 0);
  expect(await refusalOf(named(damaged))).toBe('r.jsonl.gz: the gzip file is damaged');
  expect(await refusalOf(named(Buffer.from(row('a'))))).toBe(
    'r.jsonl.gz: the file is not gzip, though its name says so',
  );
});

test('refuses a name that says no format', async () => {
  expect(await refusalOf([bytesSource('r.txt', Buffer.from(row('a')))])).toContain(
    'r.txt: the name says no format',
  );
  expect(
    await refusalOf([bytesSource('r.txt', Buffer.from(row('a')))], { ...noRanges, format: 'jsonl' }),
  ).toBe('read');
});

test('gives bit-identical columns for any order of rows, cut into any files and with any repetition', async () => {
  const deal = fc.record({
    seeds: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
    files: fc.integer({ min: 1, max: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(suites, deal, fc.boolean(), async (rows, { seeds, files }, keepTexts) => {
      const options = { ...noRanges, keepTexts };
      const whole = bitsOf(await readResults([rowsSource('whole.jsonl', rows)], options));
      const seedOf = (at: number) => seeds[at % seeds.length] ?? 0;
      const shuffled = rows
        .map((value, at) => ({ value, key: seedOf(at), at }))
        .sort((a, b) => a.key - b.key || b.at - a.at)
        .map(({ value }) => value);
      expect(bitsOf(await readResults([rowsSource('shuffled.jsonl', shuffled)], options))).toEqual(whole);
      const parts = Array.from({ length: files }, (_, file) =>
        rowsSource(
          `${file}.jsonl`,
          shuffled.filter((_, at) => seedOf(at) % files === file || seedOf(at + 7) % files === file),
        ),
      );
      expect(bitsOf(await readResults(parts, options))).toEqual(whole);
    }),
    { numRuns: 300 },
  );
});

test('gives the same columns however the bytes are cut into chunks', async () => {
  await fc.assert(
    fc.asyncProperty(suites, fc.integer({ min: 1, max: 40 }), async (rows, size) => {
      const bytes = Buffer.from(rows.map((value) => JSON.stringify(value)).join('\n'));
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      );
      const whole = await readResults([bytesSource('r.jsonl', bytes)], noRanges);
      expect(bitsOf(await readResults([bytesSource('r.jsonl', chunks)], noRanges))).toEqual(bitsOf(whole));
    }),
    { numRuns: 100 },
  );
});

test('answers any bytes with columns or a Failure', async () => {
  const pieces = fc.oneof(
    fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom('{"id": "a", "metrics": {"x": 1}}', '\n', 'id,x\n', '"', ',', '\r', '{', '}')
      .map((text) => Buffer.from(text)),
    fc.constant(gzipSync('{"id": "z", "metrics": {}}\n')),
  );
  const names = fc.constantFrom('r.jsonl', 'r.csv', 'r.jsonl.gz', 'r.csv.gz');
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 8 }), names, async (parts, name) => {
      expect(await refusalOf([bytesSource(name, parts)])).not.toContain('BUG');
    }),
    { numRuns: 500 },
  );
});
