import {
  formatAmount,
  formatCount,
  formatDelta,
  formatInterval,
  formatValue,
  type MetricVerdict,
  type Verdict,
} from '@weighbridge/contract';
import { countOf } from './count-text.ts';
import { type Block, code, type Inline, joined, paragraph, strong } from './document.ts';
import { maxNameChars, metricName, suiteCount } from './metric-row.ts';
import { cut } from './visible.ts';

const maxQuietMetrics = 6;

/** Metrics over all examples that have a say. */
export function overall(verdict: Verdict): readonly MetricVerdict[] {
  return verdict.metrics.filter((metric) => metric.slice === null && metric.gate !== 'off');
}

/** What a metric that stands in passing has to say beside its number. */
const quietWords: Partial<Record<MetricVerdict['outcome'], string>> = {
  inconclusive: 'cannot tell',
  improved: 'improved',
};

function quietMetric(metric: MetricVerdict, first: boolean, name: string, said: boolean): string {
  const change = formatDelta(metric.delta, metric);
  const word = quietWords[metric.outcome];
  if (!first && !said) return `${name} ${change}${word === undefined ? '' : ` (${word})`}`;
  const values = `${name} ${formatValue(metric.baseline, metric)} → ${formatValue(metric.candidate, metric)}`;
  return said ? values : `${values} (${change}, ${formatInterval(metric.interval, metric)})`;
}

/** `accuracy 91.2 % → 91.4 % (+0.2 pp, −1.1 … +1.5) · cost −0.3 %`; without what the headline has said already. */
export function quietLine(verdict: Verdict): readonly Inline[] {
  const metrics = overall(verdict);
  const suites = suiteCount(verdict);
  const parts = metrics.slice(0, maxQuietMetrics).map((metric, index) => {
    const sizes = [formatDelta(metric.delta, metric).slice(1), formatAmount(metric.delta, metric)];
    const said = metric.outcome === 'improved' && sizes.some((size) => verdict.headline.includes(size));
    return quietMetric(metric, index === 0, metricName(metric, suites), said);
  });
  parts.push(...verdict.aggregates.slice(0, maxQuietMetrics).map(aggregateText));
  const left = metrics.length - maxQuietMetrics;
  if (left > 0) parts.push(`${formatCount(left)} more held`);
  const { rows, planned, missing } = verdict.candidate;
  if (rows + missing < planned)
    parts.push(`decided after ${formatCount(rows)} of ${countOf(planned, 'example')}`);
  return parts.length === 0 ? ['It has no metric that gates.'] : [parts.join(' · ')];
}

function aggregateText({ name, baseline, candidate }: Verdict['aggregates'][number]): string {
  const shape = { unit: null, range: null };
  return `${cut(name, maxNameChars)} ${formatValue(baseline, shape)} → ${formatValue(candidate, shape)}`;
}

const maxAggregates = 50;

/** Numbers that came without rows. */
export function aggregatesLine({ aggregates }: Verdict): readonly Block[] {
  if (aggregates.length === 0) return [];
  const parts = aggregates.slice(0, maxAggregates).map(aggregateText);
  return [paragraph(`${parts.join(' · ')} (without rows: reported, decides nothing)`)];
}

const maxMustPassIds = 10;

/** Which examples that must pass do not; nothing where the headline has named the only one. */
export function mustPassSentence({ examples, headline }: Verdict): readonly Block[] {
  const count = examples.counts.mustPassFailing;
  const [only = ''] = examples.mustPassFailing;
  if (count === 0 || (count === 1 && headline.includes(`must-pass example ${only} `))) return [];
  const shown = examples.mustPassFailing.slice(0, maxMustPassIds);
  const ids = joined(
    shown.map((id) => [code(cut(id, maxNameChars))]),
    ', ',
  );
  const left = count - shown.length;
  const more = left > 0 ? ` and ${formatCount(left)} more` : '';
  const failing = `${countOf(count, 'example')} that must pass ${count === 1 ? 'fails' : 'fail'}`;
  return [paragraph(strong(failing), ...(shown.length > 0 ? [': ', ...ids] : []), `${more}.`)];
}

/** Why nothing could be told of a metric, in its own numbers. */
export function unsureSentence(metric: MetricVerdict, name: string): Block {
  const fall = metric.better === 'higher' ? 'drop' : 'rise';
  const tolerance =
    metric.tolerance === null || metric.tolerance === 0
      ? ''
      : ` beyond ${formatAmount(metric.tolerance, metric)}`;
  const margin = metric.margin === null ? '' : ` (margin ${formatAmount(metric.margin, metric)})`;
  const change =
    metric.delta === null
      ? ''
      : ` ${formatDelta(metric.delta, metric)} (${formatInterval(metric.interval, metric)})`;
  return paragraph(
    strong(name),
    `${change}. Neither a ${fall}${tolerance} nor its absence${margin} is shown.`,
  );
}

/** What the first weighing means for the next change. */
export function firstWeighingSentence(verdict: Verdict): Block {
  const next =
    verdict.kind === 'main' || verdict.kind === 'schedule'
      ? 'From now on changes are compared with this run.'
      : 'Main is weighed at the next merge; from then on changes are compared.';
  if (verdict.mode !== 'observe') return paragraph(next);
  return paragraph(`${next} Weighbridge observes and blocks nothing until `, code('gate.mode: enforce'), '.');
}

/** Values of a first weighing that its headline does not carry. */
export function valuesLine(verdict: Verdict): readonly Block[] {
  const suites = suiteCount(verdict);
  const parts = overall(verdict)
    .map((metric) => ({ name: metricName(metric, suites), value: formatValue(metric.candidate, metric) }))
    .filter(({ value }) => value !== '—' && !verdict.headline.includes(value))
    .map(({ name, value }) => `${name} ${value}`);
  return parts.length === 0 ? [] : [paragraph(parts.slice(0, maxQuietMetrics).join(' · '))];
}
