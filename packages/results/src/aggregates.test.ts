import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesSource, readAggregates } from './index.ts';

const read = (text: string) => readAggregates(bytesSource('metrics.json', Buffer.from(text)));

test('reads numbers by name', async () => {
  expect(await read('{"metrics": {"auc": 0.913, "__proto__": 1}}')).toEqual(
    new Map([
      ['auc', 0.913],
      ['__proto__', 1],
    ]),
  );
});

test.each([
  ['{"auc": 0.913}', 'metrics.json: expected {"metrics": {"auc": 0.913}}'],
  ['{"metrics": {"auc": "high"}}', 'metrics.json: metric "auc" must be a finite number'],
  ['{"metrics": {"auc": 1e999}}', 'metrics.json: metric "auc" must be a finite number'],
  ['{"metrics": {"auc": NaN}}', 'metrics.json: the value of "auc" in column 21 is NaN'],
  ['{"metrics": {"": 1}}', 'metrics.json: the name of metric "" must have 1 to 200 characters'],
  ['{"metrics": {}}', 'metrics.json: "metrics" is empty'],
  ['{"metrics": {"auc": 1}, "n": 3}', 'metrics.json: unknown key "n"'],
  ['', 'metrics.json: not JSON: expected {"metrics"'],
  [' '.repeat(2 ** 21), 'metrics.json: aggregates of more than 1 MiB'],
])('refuses %.40s', async (text, sentence) => {
  await expect(read(text)).rejects.toThrow(sentence);
});

test('answers any bytes with numbers or a Failure', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (text) => {
      await read(text).catch((error: unknown) => expect(error).toHaveProperty('name', 'Failure'));
    }),
  );
});
