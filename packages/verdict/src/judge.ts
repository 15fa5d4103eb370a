import { exitCodeOf, maxListedIds, type Verdict } from '@weighbridge/contract';
import { aggregatesOf } from './aggregates.ts';
import { exampleChanges } from './example-changes.ts';
import { weighFamily } from './family.ts';
import { headlineOf } from './headline.ts';
import type { JudgeInput } from './input.ts';
import { metricVerdict } from './metric-verdict.ts';
import { mustPass } from './must-pass.ts';
import { gateOf, outcomeOf } from './outcome.ts';
import { reasonsOf } from './reasons.ts';
import { suiteQuestions } from './suite-questions.ts';
import type { Weighing } from './weighing.ts';

/**
 * Judges one model: every gating metric of its suites against main, under the base's policy. Pure, and the same to the last bit in
 * whatever order rows, shards or ids come.
 *
 * A run of another model key (`ancestor`) and results under another harness are shown and never block; floors and must-pass examples hold
 * without any baseline.
 *
 * @throws Failure `config` where margins, tolerances or must-pass ids do not fit the metric; `rows` where a value lies out of its range
 */
export function judge(input: JudgeInput): Verdict {
  const shownOnly = input.baseline?.rung === 'ancestor';
  const suites = input.suites.map((suite) => {
    const questions = suiteQuestions(suite, shownOnly);
    return { questions, mustPass: mustPass(questions.input), changes: exampleChanges(questions) };
  });
  const questions = suites.flatMap((suite) => suite.questions.questions);
  const alpha = input.model.gate.falseBlockRate / Math.max(1, input.models);
  const weighed = weighFamily(questions, alpha);
  const answers = questions.map((question, index) => {
    const answer = weighed[index];
    if (answer === undefined) throw new Error('a question was not weighed');
    return { question, metric: metricVerdict(question, answer) };
  });
  const weighing: Weighing = { input, suites, answers };
  const outcome = outcomeOf(weighing);
  return {
    schema: 'weighbridge/verdict@1',
    model: input.model.name,
    kind: input.kind,
    policy: input.policyFrom,
    trust: input.trust,
    mode: input.model.gate.mode,
    outcome,
    exitCode: exitCodeOf(outcome, gateOf(input)),
    headline: headlineOf(weighing, outcome),
    baseline: baselineOf(input),
    candidate: candidateOf(weighing),
    metrics: answers.map(({ metric }) => metric),
    aggregates: input.suites.flatMap(aggregatesOf),
    examples: examplesOf(weighing),
    notComparable: input.suites.flatMap((suite) => suite.notComparable),
    accepted: [],
    reasons: reasonsOf(weighing),
    context: input.context,
  };
}

function baselineOf({ baseline, suites }: JudgeInput): Verdict['baseline'] {
  const rows = suites.reduce((sum, suite) => sum + (suite.baselines[0]?.ids.length ?? 0), 0);
  return baseline === null ? null : { ...baseline, rows };
}

function candidateOf({ input, suites }: Weighing): Verdict['candidate'] {
  const sum = (of: (suite: Weighing['suites'][number]) => number): number =>
    suites.reduce((total, suite) => total + of(suite), 0);
  return {
    ...input.candidate,
    rows: sum(({ questions }) => questions.alignment.evaluated),
    planned: sum(({ questions }) => questions.alignment.plannedCount),
    total: sum(({ questions: { input, alignment } }) => input.suite?.length ?? unionSize(alignment)),
    missing: sum(({ questions }) => questions.alignment.removed.length),
  };
}

/** Where no list of the suite is given it is what either side has. */
function unionSize(alignment: Weighing['suites'][number]['questions']['alignment']): number {
  const { ids, added, changed, plannedCount } = alignment;
  return Math.max(plannedCount, ids.length + added.length + changed.length);
}

function examplesOf({ suites }: Weighing): Verdict['examples'] {
  const lists = {
    newlyFailing: suites.flatMap(({ changes }) => changes.newlyFailing),
    newlyPassing: suites.flatMap(({ changes }) => changes.newlyPassing),
    mustPassFailing: suites.flatMap(({ mustPass }) => mustPass.failing),
    added: suites.flatMap(({ questions }) => questions.alignment.added),
    removed: suites.flatMap(({ questions }) => questions.alignment.removed),
  };
  return {
    newlyFailing: lists.newlyFailing.slice(0, maxListedIds),
    newlyPassing: lists.newlyPassing.slice(0, maxListedIds),
    mustPassFailing: lists.mustPassFailing.slice(0, maxListedIds),
    added: lists.added.slice(0, maxListedIds),
    removed: lists.removed.slice(0, maxListedIds),
    counts: {
      newlyFailing: lists.newlyFailing.length,
      newlyPassing: lists.newlyPassing.length,
      mustPassFailing: lists.mustPassFailing.length,
      added: lists.added.length,
      removed: lists.removed.length,
    },
  };
}
