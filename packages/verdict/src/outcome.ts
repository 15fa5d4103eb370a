import { exitCodeOf, type GatePolicy, type VerdictOutcome } from '@weighbridge/contract';
import type { JudgeInput } from './input.ts';
import { failures, gatingOverall, tooFewDelivered, type Weighing } from './weighing.ts';

/**
 * A failing must-pass example, a regression or a floor comes first, since no row that is missing could undo it; metrics with too many rows
 * missing are not judged and so never regressed. Of what is left, what the policy holds for stands before what it lets pass.
 */
export function outcomeOf(weighing: Weighing): VerdictOutcome {
  const { suites, input } = weighing;
  if (suites.some(({ mustPass }) => mustPass.failing.length > 0) || failures(weighing).length > 0)
    return 'regressed';
  if (isIncomplete(weighing)) return 'incomplete';
  const open: VerdictOutcome[] = [];
  const shownOnly = input.baseline?.rung === 'ancestor';
  if (shownOnly || suites.some(({ questions }) => questions.input.notComparable.length > 0))
    open.push('not-comparable');
  const without = suites.filter(
    ({ questions: { input } }) => input.baselines.length === 0 && input.notComparable.length === 0,
  );
  if (without.length > 0) open.push('no-baseline');
  const undecided = weighing.answers.some(
    ({ metric, question }) =>
      metric.slice === null &&
      metric.gate === 'block' &&
      question.comparison !== undefined &&
      !shownOnly &&
      (metric.outcome === 'inconclusive' || metric.outcome === 'missing'),
  );
  if (undecided) open.push('inconclusive');
  const gate = { ...gateOf(input), mode: 'enforce' as const };
  return open.find((outcome) => exitCodeOf(outcome, gate) !== 0) ?? open[0] ?? 'pass';
}

/**
 * The gate's policy for this comparison. A run of another model key is shown and says nothing of this change: what it comes to
 * is that there is no baseline, so `when_no_baseline` decides. Another harness is the change's own doing.
 */
export function gateOf({ baseline, model, suites }: JudgeInput): GatePolicy {
  const { gate } = model;
  const ownDoing = suites.some(({ notComparable }) => notComparable.length > 0);
  return baseline?.rung === 'ancestor' && !ownDoing
    ? { ...gate, whenNotComparable: gate.whenNoBaseline }
    : gate;
}

function isIncomplete(weighing: Weighing): boolean {
  return (
    tooFewDelivered(weighing).length > 0 ||
    weighing.suites.some(({ mustPass }) => mustPass.unevaluated.length > 0) ||
    gatingOverall(weighing).some(
      (metric) =>
        metric.outcome === 'missing' &&
        weighing.answers.some(({ metric: other, question }) => other === metric && question.tooManyMissing),
    )
  );
}
