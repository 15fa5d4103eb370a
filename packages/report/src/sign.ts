import { type MetricVerdict, outcomesWorstFirst, type Verdict } from '@weighbridge/contract';
import type { Tone } from './document.ts';

/** A sign never stands alone: its word says the same to who cannot see it, or its colour. */
export interface Sign {
  readonly sign: string;
  readonly word: string;
  readonly tone: Tone;
}

export function metricSign(metric: MetricVerdict): Sign {
  const blocks = metric.gate === 'block';
  if (metric.gate === 'off') {
    const word = metric.outcome === 'missing' ? unjudgedWord(metric) : offWords[metric.outcome];
    return { sign: '▫', word, tone: 'quiet' };
  }
  const failed: Pick<Sign, 'sign' | 'tone'> = blocks
    ? { sign: '⛔', tone: 'bad' }
    : { sign: '⚠️', tone: 'warn' };
  switch (metric.outcome) {
    case 'regressed':
      return { ...failed, word: 'regressed' };
    case 'below-floor':
      return { ...failed, word: 'below floor' };
    case 'improved':
      return { sign: '✅', word: 'improved', tone: 'good' };
    case 'held':
      return { sign: '✅', word: 'held', tone: 'good' };
    case 'inconclusive':
      return { sign: '⚠️', word: 'cannot tell', tone: 'warn' };
    case 'missing':
      return { sign: '▫', word: unjudgedWord(metric), tone: blocks ? 'warn' : 'quiet' };
  }
}

/** Numbers that stand in the same row are not missing. */
function unjudgedWord(metric: MetricVerdict): string {
  return metric.candidate === null ? 'missing' : 'not judged';
}

/** A metric that gates nothing is shown, and neither praised nor blamed. */
const offWords: Record<Exclude<MetricVerdict['outcome'], 'missing'>, string> = {
  regressed: 'worse',
  'below-floor': 'below floor',
  improved: 'better',
  held: 'no drop',
  inconclusive: 'cannot tell',
};

export function verdictSign(verdict: Verdict): Pick<Sign, 'sign' | 'tone'> {
  switch (verdict.outcome) {
    case 'pass':
      return verdict.metrics.some(warns) ? { sign: '⚠️', tone: 'warn' } : { sign: '✅', tone: 'good' };
    case 'regressed':
      if (verdict.accepted.length > 0) return { sign: '🤝', tone: 'warn' };
      return verdict.mode === 'observe' ? { sign: '👀', tone: 'warn' } : { sign: '⛔', tone: 'bad' };
    case 'inconclusive':
      return { sign: '⚠️', tone: 'warn' };
    case 'not-comparable':
    case 'incomplete':
    case 'error':
      return { sign: '⚙️', tone: 'warn' };
    case 'no-baseline':
      return { sign: '👋', tone: 'quiet' };
    case 'stale-weights':
    case 'not-run':
      return { sign: '⏸', tone: 'quiet' };
    case 'untouched':
      return { sign: '✅', tone: 'good' };
  }
}

function warns(metric: MetricVerdict): boolean {
  return metric.gate === 'warn' && (metric.outcome === 'regressed' || metric.outcome === 'below-floor');
}

/** Worst first; what holds the merge stands before what does not. */
export function worstFirst(verdicts: readonly Verdict[]): readonly Verdict[] {
  const rank = (verdict: Verdict): number =>
    (verdict.exitCode === 0 ? outcomesWorstFirst.length : 0) + outcomesWorstFirst.indexOf(verdict.outcome);
  return verdicts.toSorted((a, b) => rank(a) - rank(b));
}
