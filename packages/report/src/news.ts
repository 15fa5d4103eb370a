import type { MetricVerdict, Verdict } from '@weighbridge/contract';

/** How a reason names a metric: `accuracy`, `accuracy in segment smb`. */
function label({ name, slice }: MetricVerdict): string {
  return slice === null ? name : `${name} in ${slice.key} ${slice.value}`;
}

const saidByCounts = [
  /^and [\d,]+ more warnings?$/u,
  /examples? (?:is|are) missing/u,
  /^must-pass example .* fails$/u,
  /^[\d,]+ must-pass examples fail$/u,
];

/**
 * Reasons that say something which the rest of the report does not: a reason that begins with a metric repeats its row of the table, and
 * missing and must-pass examples have sentences of their own.
 */
export function news(verdict: Verdict): readonly string[] {
  const labels = verdict.metrics.map((metric) => `${label(metric)} `.slice(0, 79));
  return verdict.reasons.filter(
    (reason) =>
      !verdict.headline.includes(reason) &&
      !labels.some((start) => reason.startsWith(start)) &&
      !saidByCounts.some((pattern) => pattern.test(reason)),
  );
}
