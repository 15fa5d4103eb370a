import type { SuiteQuestions } from './suite-questions.ts';

/** Examples that changed sides; ids in ascending order. */
export interface ExampleChanges {
  readonly newlyFailing: readonly string[];
  readonly newlyPassing: readonly string[];
}

/**
 * By the suite's first gating pass/fail metric, else its first pass/fail metric: an example passes where more than half of its repeats do.
 * Scores and quantities have no line between failing and passing, so that suites without a pass/fail metric list none.
 */
export function exampleChanges(suite: SuiteQuestions): ExampleChanges {
  const overall = suite.questions.filter(
    ({ slice, comparison, shape }) =>
      slice === null && comparison !== undefined && shape.kind === 'pass-fail',
  );
  const question = overall.find(({ shape }) => shape.gate === 'block') ?? overall[0];
  const newlyFailing: string[] = [];
  const newlyPassing: string[] = [];
  if (question === undefined) return { newlyFailing, newlyPassing };
  const { input, alignment } = suite;
  const ours = input.candidate.metrics.get(question.shape.policy.of);
  const main = input.baselines[0]?.metrics.get(question.shape.policy.of);
  const passes = (x: number): boolean => (question.shape.sign === 1 ? x > 0.5 : x < 0.5);
  for (let at = 0; at < alignment.ids.length; at++) {
    const after = ours?.[alignment.candidatePlaces[at] as number] ?? Number.NaN;
    const before = main?.[alignment.runPlaces[0]?.[at] ?? -1] ?? Number.NaN;
    if (Number.isNaN(after) || Number.isNaN(before) || passes(before) === passes(after)) continue;
    (passes(before) ? newlyFailing : newlyPassing).push(alignment.ids[at] as string);
  }
  return { newlyFailing, newlyPassing };
}
