import { formatAmount, formatCount, type MetricVerdict, type Verdict } from '@weighbridge/contract';
import { ageText, countOf } from './count-text.ts';
import type { Inline } from './document.ts';
import { maxNameChars } from './metric-row.ts';
import { cut } from './visible.ts';

const shortShaChars = 7;

/** Seven characters of a commit, as git prints them; what is not a commit's name is printed as any other text. */
function commit(sha: string): Inline {
  if (!/^[0-9a-f]{7,64}$/u.test(sha)) return cut(sha, 12);
  return { kind: 'commit', text: sha.slice(0, shortShaChars) };
}

function baselineText(baseline: NonNullable<Verdict['baseline']>): string {
  const age = baseline.ageDays === null ? '' : `, evaluated ${ageText(baseline.ageDays)}`;
  const runs = baseline.runs > 1 ? `mean of ${formatCount(baseline.runs)} runs` : '';
  switch (baseline.rung) {
    case 'stored':
      return ` (${runs === '' ? 'same model' : `${runs} of the same model`}${age})`;
    case 'evaluated':
      return ' (evaluated just now)';
    case 'rescored':
      return ' (its model, scored by the evaluation of this change)';
    case 'ancestor':
      return ` (another model of main, the nearest that is stored${age})`;
    case 'given':
      return runs === '' ? '' : ` (${runs})`;
  }
}

function against(verdict: Verdict): readonly Inline[] {
  const candidate = verdict.candidate.commit === null ? [] : [commit(verdict.candidate.commit)];
  const { baseline } = verdict;
  if (baseline === null) return candidate;
  const main: readonly Inline[] =
    baseline.commit === null ? ['the baseline given'] : ['main ', commit(baseline.commit)];
  return [
    ...candidate,
    candidate.length === 0 ? 'compared with ' : ' against ',
    ...main,
    baselineText(baseline),
  ];
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
  const subject = named ? `${what} in ${cut(metric.name, maxNameChars)} of` : `${what} of`;
  return `${subject} ${size} and more are found 4 times in 5`;
}

/** The small line at the end: which commits, how the baseline was found, how much was evaluated, what could have been seen. */
export function foot(verdict: Verdict): readonly (readonly Inline[])[] {
  const overall = verdict.metrics.filter((metric) => metric.slice === null && metric.gate !== 'off');
  const main = overall.find((metric) => metric.detectable !== null);
  const attempt = verdict.candidate.attempt;
  const parts: readonly (readonly Inline[])[] = [
    against(verdict),
    [rowsText(verdict)],
    [main === undefined ? '' : detectableText(main, overall.length > 1)],
    [attempt > 1 ? `attempt ${formatCount(attempt)}` : ''],
  ];
  return parts.filter((part) => part.some((inline) => inline !== ''));
}
