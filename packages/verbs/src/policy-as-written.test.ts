import { loadPolicy, type ModelPolicy } from '@weighbridge/contract';
import { expect, test } from 'vitest';
import { diffValues } from './flat-diff.ts';
import { asWritten } from './policy-as-written.ts';

async function model(metric: string, more = ''): Promise<ModelPolicy> {
  const text = `version: 1
models:
  toy:
    eval:
      run: python evaluate.py
      examples: examples.jsonl
${more}
      metrics:
        accuracy: { of: correct, better: higher${metric} }
`;
  const source = {
    label: 'test',
    read: async () => new TextEncoder().encode(text),
    list: async () => ['weighbridge.yml'],
  };
  const [only] = (await loadPolicy(source, 'weighbridge.yml'))?.models ?? [];
  if (only === undefined) throw new Error('no model');
  return only;
}

async function difference(before: [string, string?], after: [string, string?]) {
  return diffValues(asWritten(await model(...before)), asWritten(await model(...after)));
}

test('what differs is said by the keys and amounts of the file', async () => {
  expect(await difference([', tolerance: 0.5pp'], [', tolerance: 7pp, margin: 10%'])).toEqual([
    { key: 'eval.metrics.accuracy.margin', before: null, after: '10%' },
    { key: 'eval.metrics.accuracy.tolerance', before: '0.5pp', after: '7pp' },
  ]);
  expect(
    await difference(['', '      max_missing: 2%'], ['', '      max_missing: 20%\n      timeout: 10m']),
  ).toEqual([
    { key: 'eval.max_missing', before: '2%', after: '20%' },
    { key: 'eval.timeout', before: '1800s', after: '600s' },
  ]);
});

test('where a key stands in the file makes no difference', async () => {
  expect(await difference([''], ['', '      # a comment\n      id: id'])).toEqual([]);
});
