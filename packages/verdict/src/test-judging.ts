import { type Verdict, verdictSchema } from '@weighbridge/contract';
import { expect } from 'vitest';
import type { JudgeInput, SuiteInput } from './input.ts';
import { judge } from './judge.ts';
import { aJudgeInput, aSuiteInput, columns, exampleId } from './test-inputs.ts';

/** The verdict on one suite, held to its schema. */
export function judged(suite: Parameters<typeof aSuiteInput>[0], part: Partial<JudgeInput> = {}): Verdict {
  const verdict = judge(aJudgeInput({ suites: [aSuiteInput(suite)], ...part }));
  expect(verdictSchema.parse(verdict)).toEqual(verdict);
  expect(JSON.stringify(verdict)).not.toContain('-0,');
  return verdict;
}

/** Full runs of one pass/fail metric. */
export function compared(
  baseline: readonly number[],
  candidate: readonly (number | null)[],
  part: Partial<SuiteInput> = {},
): Verdict {
  return judged({
    baselines: [columns({ accuracy: baseline })],
    candidate: columns({ accuracy: candidate }),
    ...part,
  });
}

export const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => exampleId(from + at));
