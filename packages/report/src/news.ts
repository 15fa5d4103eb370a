import { formatCount, type MetricVerdict, type Verdict } from '@weighbridge/contract';

/** How a reason names a metric: `accuracy`, `accuracy in segment smb`. */
function label({ name, slice }: MetricVerdict): string {
  return slice === null ? name : `${name} in ${slice.key} ${slice.value}`;
}

/** What sentences, tables and folds of their own say in every report. */
const saidElsewhere = [
  /^and [\d,]+ more warnings?$/u,
  /examples? (?:is|are) missing/u,
  /^must-pass example .* fails$/u,
  /^[\d,]+ must-pass examples fail$/u,
  /^policy: head\b/u,
  /: shown and not judged: /u,
];

/** What the headline of an outcome says already, or makes idle. */
const idle: Partial<Record<Verdict['outcome'], RegExp>> = {
  'no-baseline': /^main has no stored run of .* yet$/u,
  incomplete: /: with its missing rows at their worst it cannot be called held$/u,
};

const floorNote = /: estimated at (.+), (?:below|above) its floor of (.+)$/u;

/** Letters and figures only, as the headline may punctuate the same words otherwise. */
function words(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function inHeadline(reason: string, headline: string): boolean {
  const [, estimate, floor] = floorNote.exec(reason) ?? [];
  if (estimate !== undefined && floor !== undefined)
    return headline.includes(estimate) && headline.includes(floor);
  return words(headline).includes(words(reason.replace(/^not comparable: /u, '')));
}

/**
 * Reasons that say something which the rest of the report does not: a reason that begins with a metric repeats its row of the table, and
 * missing and must-pass examples have sentences of their own.
 */
export function news(verdict: Verdict): readonly string[] {
  const labels = verdict.metrics.map((metric) => `${label(metric)} `.slice(0, 79));
  const listedAsMissing = `: ${formatCount(verdict.examples.counts.removed)} planned examples have no value of it`;
  return verdict.reasons.filter(
    (reason) =>
      !inHeadline(reason, verdict.headline) &&
      !labels.some((start) => reason.startsWith(start)) &&
      !saidElsewhere.some((pattern) => pattern.test(reason)) &&
      !reason.endsWith(listedAsMissing) &&
      idle[verdict.outcome]?.test(reason) !== true,
  );
}
