import { formatAmount, formatCount, type MetricVerdict, type Verdict } from '@weighbridge/contract';
import { ageText, countOf } from './count-text.ts';
import type { Inline } from './document.ts';
import { maxNameChars } from './metric-row.ts';
import { cut } from './visible.ts';

/** Seven characters of a commit, as git prints them; what is not a commit's name is printed as any other text. */
function shaText(commit: string): string {
  return /^[0-9a-f]{7,64}$/u.test(commit) ? commit.slice(0, 7) : cut(commit, 12);
}

function baselineText(baseline: NonNullable<Verdict['baseline']>): string {
  const age = baseline.ageDays === null ? '' : `, evaluated ${ageText(baseline.ageDays)}`;
  switch (baseline.rung) {
    case 'stored':
      return `(${baseline.runs > 1 ? `mean of ${formatCount(baseline.runs)} runs of the same model` : 'same model'}${age})`;
    case 'evaluated':
      return '(evaluated just now)';
    case 'rescored':
      return '(its model, scored by the evaluation of this change)';
    case 'ancestor':
      return `(another model of main, the nearest that is stored${age})`;
    case 'given':
      return baseline.runs > 1 ? `(mean of ${formatCount(baseline.runs)} runs)` : '';
  }
}

function against(verdict: Verdict): string {
  const candidate = verdict.candidate.commit === null ? '' : shaText(verdict.candidate.commit);
  const { baseline } = verdict;
  if (baseline === null) return candidate;
  const main = baseline.commit === null ? 'the baseline given' : `main ${shaText(baseline.commit)}`;
  return `${candidate === '' ? 'compared with' : `${candidate} against`} ${main} ${baselineText(baseline)}`.trim();
}

function rowsText({ candidate }: Verdict): string {
  if (candidate.total === 0) return '';
  const whole = candidate.rows === candidate.total;
  const rows = whole
    ? `all ${countOf(candidate.total, 'example')}`
    : `${formatCount(candidate.rows)} of ${countOf(candidate.total, 'example')}`;
  return candidate.missing > 0 ? `${rows}, ${formatCount(candidate.missing)} without a result` : rows;
}

function detectableText(metric: MetricVerdict, named: boolean): string {
  const size = formatAmount(metric.detectable, metric);
  const what = metric.better === 'higher' ? 'drops' : 'rises';
  const subject = named ? `${what} of ${cut(metric.name, maxNameChars)} by` : `${what} of`;
  return `${subject} ${size} and more are found 4 times in 5`;
}

/** The small line at the end: which commits, how the baseline was found, how much was evaluated, what could have been seen. */
export function foot(verdict: Verdict): readonly (readonly Inline[])[] {
  const overall = verdict.metrics.filter((metric) => metric.slice === null && metric.gate !== 'off');
  const main = overall.find((metric) => metric.detectable !== null);
  const parts = [
    against(verdict),
    rowsText(verdict),
    main === undefined ? '' : detectableText(main, overall.length > 1),
    verdict.candidate.attempt > 1 ? `attempt ${formatCount(verdict.candidate.attempt)}` : '',
  ];
  return parts.filter((part) => part !== '').map((part) => [part]);
}
