import { formatAmount, formatCount, type MetricVerdict } from '@weighbridge/contract';
import { missingText, mustPassText } from './headline.ts';
import { estimateText, failureText, metricLabel } from './metric-text.ts';
import { failures, gatingOverall, tooFewDelivered, type Weighing, warnings } from './weighing.ts';

const maxWarnings = 10;

/** Why the outcome is what it is, and what else has to be known; sentences in order of weight. */
export function reasonsOf(weighing: Weighing): string[] {
  const { suites, input } = weighing;
  const failing = suites.flatMap(({ mustPass }) => mustPass.failing);
  const warned = warnings(weighing);
  return [
    ...(failing.length > 0 ? [mustPassText(failing)] : []),
    ...failures(weighing).map(failureText),
    ...tooFewDelivered(weighing).map(missingText),
    ...gatingOverall(weighing)
      .filter(({ outcome }) => outcome === 'inconclusive')
      .map(undecidedText),
    ...warned.slice(0, maxWarnings).map((metric) => `${failureText(metric)}; this warns only`),
    ...(warned.length > maxWarnings ? [moreWarnings(warned.length - maxWarnings)] : []),
    ...(input.baseline?.rung === 'ancestor'
      ? [
          "main's nearest stored run is of another model key: its numbers are shown, and nothing is judged by them",
        ]
      : []),
    ...suites.flatMap(suiteReasons),
    ...gatingOverall(weighing).flatMap(({ name, notes }) => notes.map((note) => `${name}: ${note}`)),
  ];
}

function moreWarnings(count: number): string {
  return `and ${formatCount(count)} more ${count === 1 ? 'warning' : 'warnings'}`;
}

function undecidedText(metric: MetricVerdict): string {
  const drop = metric.tolerance === 0 ? 'a drop' : `a drop beyond ${formatAmount(metric.tolerance, metric)}`;
  const decide = [
    metric.wouldDecide?.examples == null
      ? []
      : [`about ${formatCount(roundedUp(metric.wouldDecide.examples))} examples`],
    metric.wouldDecide?.margin == null
      ? []
      : [`a margin of ${formatAmount(metric.wouldDecide.margin, metric)}`],
  ].flat();
  if (metric.margin === null || metric.delta === null) return `${metricLabel(metric)} could not be judged`;
  const text = `${estimateText(metric)}: neither ${drop} nor its absence (margin ${formatAmount(metric.margin, metric)}) is shown`;
  return decide.length === 0 ? text : `${text}; it would take ${decide.join(', or ')}`;
}

/** Up to the next of two figures and a half: nobody plans 1,143 examples. */
function roundedUp(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1) / 2;
  return Math.ceil(count / step) * step;
}

function suiteReasons({ questions, mustPass }: Weighing['suites'][number]): string[] {
  const { alignment, notes, input } = questions;
  const count = (ids: readonly string[], one: string, several: string): string[] =>
    ids.length === 0
      ? []
      : [ids.length === 1 ? `1 example ${one}` : `${formatCount(ids.length)} examples ${several}`];
  const few = alignment.removed.length <= input.policy.maxMissing * alignment.plannedCount + 1e-9;
  return [
    ...(few ? count(alignment.removed, 'is missing', 'are missing') : []),
    ...count(alignment.changed, 'changed and is left out', 'changed and are left out'),
    ...count(alignment.added, 'is new: main has no result of it', 'are new: main has no results of them'),
    ...(mustPass.unevaluated.length > 0
      ? [`must-pass examples without a result: ${mustPass.unevaluated.slice(0, 5).join(', ')}`]
      : []),
    ...(mustPass.unknown.length > 0
      ? [`must-pass ids that are not in the suite: ${mustPass.unknown.slice(0, 5).join(', ')}`]
      : []),
    ...input.notComparable.map((difference) => `not comparable: ${difference}`),
    ...notes,
  ];
}
