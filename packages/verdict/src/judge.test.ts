import { verdictSchema } from '@weighbridge/contract';
import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import {
  aJudgeInput,
  aMetric,
  aModel,
  aSuite,
  aSuiteInput,
  columns,
  exampleId,
  passes,
} from './test-inputs.ts';

/** Judges full pass/fail runs of one metric. */
function judged(baseline: readonly number[], candidate: readonly (number | null)[], part = {}) {
  const suite = aSuiteInput({
    baselines: [columns({ accuracy: baseline })],
    candidate: columns({ accuracy: candidate }),
    ...part,
  });
  const verdict = judge(aJudgeInput({ suites: [suite] }));
  expect(() => verdictSchema.parse(verdict)).not.toThrow();
  return verdict;
}

describe('judging a change', () => {
  it('holds a drop that is beyond chance, and says how large', () => {
    const verdict = judged(passes(400, 364), passes(400, 340));
    expect(verdict.outcome).toBe('regressed');
    expect(verdict.exitCode).toBe(1);
    expect(verdict.headline).toBe('Merging makes digits worse: accuracy falls by 6 pp');
    expect(verdict.examples.counts.newlyFailing).toBe(24);
  });
  it('lets pass what changed nothing', () => {
    const verdict = judged(passes(400, 364), passes(400, 364));
    expect(verdict.outcome).toBe('pass');
  });
});
