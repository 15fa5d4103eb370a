import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvFields } from './csv-fields.ts';
import { CsvSplitter } from './csv-splitter.ts';
import { bytesSource, readResults } from './index.ts';
import { bitsOf, csv, noRanges, refusalOf } from './testing/rows.ts';

test('reads numbers, true and false as metrics, texts as slices and the columns of rows as what they are', async () => {
  const columns = await readResults(
    [
      csv(
        ',example,correct,score,segment,label,prediction,error,never',
        '0,b,True,0.5,"smb, small",7,1,,',
        '1,a,false,,,7,7,,',
        '2,c,1,9,smb,7,7,timeout,',
      ),
    ],
    { ...noRanges, id: 'example', keepTexts: true },
  );
  expect(columns.ids).toEqual(['a', 'b', 'c']);
  expect([...columns.metrics]).toEqual([
    ['correct', Float64Array.of(0, 1, Number.NaN)],
    ['score', Float64Array.of(Number.NaN, 0.5, Number.NaN)],
  ]);
  expect([...columns.binary]).toEqual(['correct']);
  expect([...columns.errors]).toEqual([0, 0, 1]);
  expect([...columns.slices]).toEqual([
    ['segment', { codes: Int32Array.of(-1, 1, 0), values: ['smb', 'smb, small'] }],
  ]);
  expect(columns.texts?.get('c')).toEqual({ label: '7', prediction: '7', error: 'timeout' });
});

test('takes a column for a slice where any value of it is a text, in any file', async () => {
  const one = bytesSource('one.csv', Buffer.from('id,zone,x\na,07,1\n'));
  const two = bytesSource('two.csv', Buffer.from('id,zone,x\nb,west,1\n'));
  const columns = await readResults([one, two], noRanges);
  expect(columns.slices.get('zone')?.values).toEqual(['07', 'west']);
  expect([...columns.metrics.keys()]).toEqual(['x']);
});

test('leaves free text unread', async () => {
  const lines = Array.from({ length: 10_001 }, (_, at) => `${at},1,question ${at}`);
  const columns = await readResults([csv('id,x,question', ...lines)], noRanges);
  expect([...columns.slices.keys()]).toEqual([]);
});

test('reads CRLF, a byte order mark, quoted line breaks and a column named __proto__', async () => {
  const text = '\ufeffid,__proto__,s\r\na,1,"two\r\nlines"\r\n\r\n"b ""b""",0,x\r\n';
  const columns = await readResults([bytesSource('p.csv', Buffer.from(text))], noRanges);
  expect(columns.ids).toEqual(['a', 'b "b"']);
  expect(columns.metrics.get('__proto__')).toEqual(Float64Array.of(1, 0));
  expect(columns.slices.get('s')?.values).toEqual(['two\r\nlines', 'x']);
});

test.each([
  [['name,x', 'a,1'], 'preds.csv: line 1, the header: no column is named "id"; the columns are "name", "x"'],
  [['id,x,x', 'a,1,2'], 'preds.csv: line 1, the header: two columns are named "x"'],
  [['id,x', 'a,1', 'b,1,2'], 'preds.csv:3: 3 fields where the header has 2 columns'],
  [['id,x', 'a,1', ',2'], 'preds.csv:3: column "id" is empty'],
  [['id,x', 'a,"1"2'], 'preds.csv:2: text follows a closing quote'],
  [['id,x', '"a\nb",1', 'c,"1'], 'preds.csv:4: the file ends within the quotes'],
  [['id,x', 'a,1', 'b,nan'], 'preds.csv:3: column "x" is nan, which is no number; leave the cell empty'],
  [['id,x', 'a,1e999'], 'preds.csv:2: column "x" is too large for a number'],
  [['id,x,repeat', 'a,1,first'], 'preds.csv:2: column "repeat" must be a whole number from 0, got "first"'],
  [['id,x', 'a,1', 'a,1'], 'preds.csv:3: example "a", repeat 0 stands in line 2 already'],
])('refuses %j', async (lines, sentence) => {
  expect(await refusalOf([csv(...lines)])).toContain(sentence);
});

test('refuses a text where the policy names the column as a metric', async () => {
  const source = csv('id,x', 'a,1', 'b,n/a');
  expect(await refusalOf([source], { ...noRanges, metrics: ['x'] })).toBe(
    'preds.csv:3: column "x" must be a number, got "n/a"; leave the cell empty where nothing was measured',
  );
  expect(await refusalOf([source], { ranges: new Map([['x', [0, 1]]]) })).toContain('preds.csv:3');
});

function recordsOf(text: string, chunkBytes: number): string[][] {
  const records: string[][] = [];
  const splitter = new CsvSplitter(
    {
      record(bytes) {
        if (bytes.length > 0 && !bytes.equals(Buffer.from('\r')))
          records.push(csvFields(bytes.toString()) ?? []);
      },
      tooLong() {
        throw new Error('too long');
      },
    },
    1_000_000,
  );
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkBytes) splitter.feed(bytes.subarray(at, at + chunkBytes));
  splitter.end();
  return records;
}

test('splits records and fields as csv-parse does, however the bytes are cut', () => {
  const plain = fc.stringMatching(/^[^",\r\n]{1,5}$/);
  const field = fc.oneof(
    plain,
    fc.constant('x'),
    fc
      .array(fc.constantFrom('a', '""', ',', '\n', '\r\n', 'é'), { maxLength: 5 })
      .map((parts) => `"${parts.join('')}"`),
  );
  const file = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
  fc.assert(
    fc.property(file, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 50 }), (lines, end, chunk) => {
      const text = lines.map((fields) => fields.join(',')).join(end);
      const expected: string[][] = parse(text, {
        relax_column_count: true,
        skip_empty_lines: true,
        record_delimiter: [end],
      });
      expect(recordsOf(text, chunk)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('gives the same columns for a CSV as for its rows', async () => {
  const table = csv('id,repeat,x,s', 'a,1,0.5,u', 'a,0,1,u', 'b,0,,v');
  const lines = [
    { id: 'b', metrics: {}, slices: { s: 'v' } },
    { id: 'a', metrics: { x: 1 }, slices: { s: 'u' } },
    { id: 'a', repeat: 1, metrics: { x: 0.5 } },
  ];
  const rows = bytesSource('r.jsonl', Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')));
  expect(bitsOf(await readResults([table], noRanges))).toEqual(bitsOf(await readResults([rows], noRanges)));
});
