import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import type { Row } from '@weighbridge/contract';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  fileSource,
  mapRows,
  readResults,
  readRows,
  withoutTexts,
  writeRowFiles,
  writeRows,
} from './index.ts';
import { bitsOf, csv, jsonl, noRanges, rowsSource, suites } from './testing/rows.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weighbridge-rows-'));
});
afterEach(() => rm(folder, { recursive: true }));

const sha256 = (data: Buffer) => `sha256:${createHash('sha256').update(data).digest('hex')}`;
const manyRows = (count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({ id: `ex-${at}`, metrics: { x: Math.sin(at) } }));

async function collect(rows: AsyncIterable<Row>): Promise<Row[]> {
  const list: Row[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

test('reads back what it wrote', async () => {
  let number = 0;
  await fc.assert(
    fc.asyncProperty(suites, fc.boolean(), async (rows, gzip) => {
      const path = join(folder, `${number++}.jsonl${gzip ? '.gz' : ''}`);
      const written = await writeRows(path, rows, { gzip });
      expect(written.rows).toBe(rows.length);
      expect(await collect(readRows(fileSource(path)))).toEqual(JSON.parse(JSON.stringify(rows)));
      const columns = await readResults([fileSource(path)], { ...noRanges, keepTexts: true });
      const whole = await readResults([rowsSource('r.jsonl', rows)], { ...noRanges, keepTexts: true });
      expect(bitsOf(columns)).toEqual(bitsOf(whole));
    }),
    { numRuns: 60 },
  );
});

test('gives the digest of the lines, and the same gzip bytes every time', async () => {
  const [one, two] = [join(folder, 'one.gz'), join(folder, 'two.gz')];
  const written = await writeRows(one, manyRows(50_000), { gzip: true });
  await writeRows(two, manyRows(50_000), { gzip: true });
  const bytes = await readFile(one);
  expect(bytes.equals(await readFile(two))).toBe(true);
  // No time, and no operating system, in the header.
  expect(bytes.subarray(4, 8).equals(Buffer.alloc(4))).toBe(true);
  expect(bytes[9]).toBe(255);
  expect(written).toEqual({ digest: sha256(gunzipSync(bytes)), rows: 50_000 });
});

test('leaves what was there, and nothing beside it, where writing fails', async () => {
  const path = join(folder, 'r.jsonl');
  await writeFile(path, 'before');
  const failing = async function* () {
    yield* manyRows(60_000);
    throw new Error('disk on fire');
  };
  await expect(writeRows(path, failing(), { gzip: false })).rejects.toThrow('disk on fire');
  const notARow = [{ id: 'a', metrics: { x: Number.NaN } }];
  await expect(writeRows(path, notARow, { gzip: false })).rejects.toThrow('not a row: metric "x"');
  await expect(writeRowFiles(folder, 'rows', failing(), { maxFileBytes: 100_000 })).rejects.toThrow(
    'disk on fire',
  );
  expect(await readdir(folder)).toEqual(['r.jsonl']);
  expect(await readFile(path, 'utf8')).toBe('before');
});

test('waits for a stream that is full', async () => {
  const chunks: Buffer[] = [];
  let waiting = 0;
  const slow = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _encoding, done) {
      expect(++waiting).toBe(1);
      chunks.push(chunk);
      setTimeout(() => {
        waiting--;
        done();
      }, 2);
    },
  });
  const written = await writeRows(slow, manyRows(60_000), { gzip: false });
  expect(sha256(Buffer.concat(chunks))).toBe(written.digest);
});

test('cuts rows into files that are whole by themselves and not larger than allowed', async () => {
  const rows = manyRows(20_000);
  const maxFileBytes = 100_000;
  const written = await writeRowFiles(folder, 'rows', rows, { maxFileBytes });
  expect(written.files.map(({ path }) => path).slice(0, 3)).toEqual([
    'rows.jsonl.gz',
    'rows.2.jsonl.gz',
    'rows.3.jsonl.gz',
  ]);
  const unpacked: Buffer[] = [];
  for (const { path, bytes, digest } of written.files) {
    const data = await readFile(join(folder, path));
    expect([data.length, sha256(data)]).toEqual([bytes, digest]);
    expect(bytes).toBeLessThanOrEqual(maxFileBytes);
    unpacked.push(gunzipSync(data));
  }
  expect(written.digest).toBe(sha256(Buffer.concat(unpacked)));
  const sources = written.files.map(({ path }) => fileSource(join(folder, path)));
  expect(await collect(readRows(sources))).toEqual(rows);
});

test('writes one valid file for no rows', async () => {
  const written = await writeRowFiles(join(folder, 'new'), 'rows', []);
  expect(written.files.map(({ path }) => path)).toEqual(['rows.jsonl.gz']);
  expect((await readResults([fileSource(join(folder, 'new/rows.jsonl.gz'))], noRanges)).rows).toBe(0);
});

test('leaves texts out and keeps that an example failed', () => {
  const row: Row = {
    id: 'a',
    metrics: { x: 1 },
    slices: { s: 't' },
    label: '7',
    prediction: '1',
    error: 'secret',
  };
  expect(withoutTexts(row)).toEqual({ id: 'a', metrics: { x: 1 }, slices: { s: 't' }, error: '' });
  expect(withoutTexts({ id: 'a', metrics: {}, error: null })).toEqual({ id: 'a', metrics: {} });
});

test('streams rows of JSONL and CSV, changed on the way', async () => {
  const sources = [
    jsonl('a.jsonl', '{"id": "a", "metrics": {"x": 1}}'),
    csv('id,x,s,error', 'b,0.5,t,', 'c,,,gone'),
  ];
  const keyed = mapRows(readRows(sources), (row) =>
    row.id === 'c' ? undefined : { ...row, example: '0'.repeat(12) },
  );
  expect(await collect(keyed)).toEqual([
    { id: 'a', metrics: { x: 1 }, example: '000000000000' },
    { id: 'b', metrics: { x: 0.5 }, slices: { s: 't' }, example: '000000000000' },
  ]);
});

test('refuses bad rows after the good ones', async () => {
  const rows = readRows(jsonl('a.jsonl', '{}', '{"id": "a", "metrics": {}}'));
  expect((await rows.next()).value).toEqual({ id: 'a', metrics: {} });
  await expect(rows.next()).rejects.toThrow('a.jsonl:1: "id" is missing\na.jsonl:1: "metrics" is missing');
});
