import {
  formatAmount,
  formatCount,
  formatDelta,
  formatInterval,
  formatValue,
  type MetricVerdict,
  type Verdict,
} from '@weighbridge/contract';
import { countOf, levelText } from './count-text.ts';
import { type Block, type Inline, paragraph, strong } from './document.ts';
import { estimateLines, raw } from './estimate-text.ts';
import { inOrder, maxNameChars, metricName, moved, suiteCount } from './metric-row.ts';
import { metricSign } from './sign.ts';
import { cut } from './visible.ts';

const maxExplained = 12;
const maxSentenceChars = 600;

function ends(metric: MetricVerdict): readonly [string, string] {
  const end = (value: number | null) => formatDelta(value, metric);
  return [end(metric.interval?.[0] ?? null), end(metric.interval?.[1] ?? null)];
}

/** The rule that decided, in words, with the numbers that met it. */
function rule(metric: MetricVerdict): string {
  const up = metric.better === 'higher';
  const fall = up ? 'drop' : 'rise';
  const [low, high] = ends(metric);
  const [best, worst] = up ? [high, low] : [low, high];
  const allowed = metric.tolerance === null || metric.tolerance === 0;
  const tolerance = allowed ? '' : ` beyond ${formatAmount(metric.tolerance, metric)} (tolerance)`;
  const margin = `a ${fall} of ${formatAmount(metric.margin, metric)} (margin${metric.marginIsDefault ? ', the default' : ''})`;
  switch (metric.outcome) {
    case 'regressed':
      return `A ${fall}${tolerance} is shown: the change is ${best} at best.`;
    case 'held':
      return `No ${fall}${tolerance} is shown, and ${margin} is ruled out: the change is ${worst} at worst.`;
    case 'improved':
      return `A change for the better is shown, and ${margin} is ruled out: the change is ${worst} at worst.`;
    case 'inconclusive':
      return `No ${fall}${tolerance} is shown, and ${margin} is not ruled out: the change is between ${low} and ${high}.`;
    case 'below-floor':
      return `It is shown to be ${up ? 'below' : 'above'} ${formatValue(metric.floor, metric)} (floor): the estimate is ${formatValue(metric.candidate, metric)}.`;
    case 'missing':
      return 'There were no numbers of it to judge.';
  }
}

function observedText(metric: MetricVerdict): string | undefined {
  const { observed } = metric;
  if (observed === null) return undefined;
  return `Plain counts, not adjusted: ${formatValue(observed.baseline, metric)} → ${formatValue(observed.candidate, metric)} on ${countOf(observed.n, 'example')}, ${formatCount(observed.worse)} worse and ${formatCount(observed.better)} better.`;
}

function intervalSentence(metric: MetricVerdict): string | undefined {
  if (metric.interval === null || metric.level === null || metric.alpha === null) return undefined;
  const [low, high] = metric.alpha;
  return `The ${levelText(metric.level)} interval ${formatInterval(metric.interval, metric)} is the one that decided, at look ${metric.look}; its ends are one-sided at ${raw(low)} and ${raw(high)}.`;
}

function metricBlocks(metric: MetricVerdict, suites: number): readonly Block[] {
  const { estimate } = metric;
  const lines = [
    rule(metric),
    intervalSentence(metric),
    observedText(metric),
    ...(estimate === null ? [] : estimateLines(estimate)),
    metric.method === '' || estimate !== null ? undefined : `Method: ${metric.method}.`,
    ...metric.notes,
  ].filter((line) => line !== undefined);
  const gate = { block: 'which blocks', warn: 'which warns', off: 'which is only reported' }[metric.gate];
  return [
    paragraph(strong(metricName(metric, suites)), `, ${gate}: ${metricSign(metric).word}`),
    { kind: 'list', items: lines.map((line): readonly Inline[] => [cut(line, maxSentenceChars)]), left: 0 },
  ];
}

/** Metrics that had a say: those that gate over all examples, and every slice that holds the change. */
function decisive(verdict: Verdict): readonly MetricVerdict[] {
  return inOrder(
    verdict.metrics.filter((metric) => metric.gate !== 'off' && (metric.slice === null || moved(metric))),
  );
}

/** What decided, with enough numbers to redo it by hand; of one metric and its slices, where `metric` names it. */
export function explanationBlocks(verdict: Verdict, metric?: string): readonly Block[] {
  const asked =
    metric === undefined ? decisive(verdict) : verdict.metrics.filter(({ name }) => name === metric);
  if (metric !== undefined && asked.length === 0) return [paragraph(unknownMetric(verdict, metric))];
  const shown = metric === undefined ? asked.slice(0, maxExplained) : asked;
  const suites = suiteCount(verdict);
  const blocks = shown.flatMap((one) => metricBlocks(one, suites));
  const left = asked.length - shown.length;
  const more =
    left === 0 ? [] : [paragraph(`${countOf(left, 'metric')} more: weighbridge explain verdict.json METRIC`)];
  return [...blocks, ...more];
}

function unknownMetric(verdict: Verdict, metric: string): string {
  const names = [...new Set(verdict.metrics.map(({ name }) => cut(name, maxNameChars)))];
  const known = names.length === 0 ? 'it has none: it was not weighed' : `it has ${names.join(', ')}`;
  return `${verdict.model} has no metric ${cut(metric, maxNameChars)}; ${known}.`;
}
