import type { MetricVerdict } from '@weighbridge/contract';
import type { ExampleChanges } from './example-changes.ts';
import type { JudgeInput } from './input.ts';
import type { MustPass } from './must-pass.ts';
import type { Question } from './question.ts';
import type { SuiteQuestions } from './suite-questions.ts';

/** One metric's question with its answer. */
export interface Answer {
  readonly question: Question;
  readonly metric: MetricVerdict;
}

/** A suite with everything that was found in it. */
export interface WeighedSuite {
  readonly questions: SuiteQuestions;
  readonly mustPass: MustPass;
  readonly changes: ExampleChanges;
}

/** A model weighed: what outcome, headline and reasons are made from. */
export interface Weighing {
  readonly input: JudgeInput;
  readonly suites: readonly WeighedSuite[];
  readonly answers: readonly Answer[];
}

/** What may hold the merge: gating metrics and declared slices that got worse, floors that are not reached. */
export function failures({ answers }: Weighing): readonly MetricVerdict[] {
  const failed = answers
    .filter(
      ({ question, metric }) =>
        (metric.outcome === 'regressed' || metric.outcome === 'below-floor') && gates(question),
    )
    .map(({ metric }) => metric);
  return [...failed.filter(({ slice }) => slice === null), ...failed.filter(({ slice }) => slice !== null)];
}

/** Gating metrics over their whole suites. */
export function gatingOverall({ answers }: Weighing): readonly MetricVerdict[] {
  return answers
    .filter(({ metric }) => metric.slice === null && metric.gate === 'block')
    .map(({ metric }) => metric);
}

/** What got worse and only warns. */
export function warnings({ answers }: Weighing): readonly MetricVerdict[] {
  return answers
    .filter(({ question, metric }) => metric.gate === 'warn' && !gates(question))
    .filter(({ metric }) => metric.outcome === 'regressed' || metric.outcome === 'below-floor')
    .map(({ metric }) => metric);
}

/** Suites of which so many planned examples are missing that nothing is judged. */
export function tooFewDelivered({ suites }: Weighing): readonly WeighedSuite[] {
  return suites.filter(({ questions: { input, alignment } }) => {
    const { removed, plannedCount, evaluated } = alignment;
    const nothing = evaluated === 0 && input.aggregates === undefined;
    return nothing || removed.length > input.policy.maxMissing * plannedCount + 1e-9;
  });
}

const gates = (question: Question): boolean =>
  question.role === 'gates' || (question.role === 'shown' && question.shape.gate === 'block');
