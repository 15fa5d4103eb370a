import type { SuitePolicy } from '@weighbridge/contract';
import { describe, expect, test } from 'vitest';
import type { Circumstances } from './circumstances.ts';
import { notDue } from './due.ts';

const suite: SuitePolicy = {
  name: 'judge',
  run: 'node judge.mjs',
  examples: { kind: 'file', path: 'data/eval.jsonl' },
  id: 'id',
  repeats: 1,
  maxMissing: 0,
  timeoutMs: 1_000,
  env: [],
  when: { at: 'pr' },
  slices: [],
  metrics: [],
};

const kinds = ['local', 'pr', 'queue', 'main', 'schedule'] as const;

function circumstances(kind: Circumstances['kind'], labels: readonly string[]): Circumstances {
  const run = { id: '1', attempt: 1, url: null };
  return { kind, trust: 'pull_request', event: 'pull_request', draw: '7', run, labels };
}

describe('which suites are due', () => {
  test.each<[SuitePolicy['when'], readonly string[], readonly (typeof kinds)[number][]]>([
    [{ at: 'pr' }, [], ['local', 'pr', 'queue', 'main', 'schedule']],
    [{ at: 'main' }, [], ['local', 'main', 'schedule']],
    [{ at: 'schedule' }, [], ['local', 'schedule']],
    [{ at: 'never' }, [], []],
    [{ at: 'label', label: 'gpu' }, [], ['local', 'main', 'schedule']],
    [{ at: 'label', label: 'gpu' }, ['GPU', 'gpus'], ['local', 'main', 'schedule']],
    [{ at: 'label', label: 'gpu' }, ['gpu'], ['local', 'pr', 'main', 'schedule']],
  ])('%o with the labels %j: %j', (when, labels, due) => {
    const found = kinds.filter(
      (kind) => notDue({ ...suite, when }, circumstances(kind, labels)) === undefined,
    );
    expect(found).toEqual(due);
  });

  test('the reason says what would have it evaluated', () => {
    const when = { at: 'label', label: 'gpu' } as const;
    expect(notDue({ ...suite, when }, circumstances('pr', []))).toBe(
      '`when: label:gpu` of judge: put the label gpu on the pull request to have it evaluated',
    );
  });
});
