import {
  formatAmount,
  formatDelta,
  formatInterval,
  formatValue,
  formatValueInterval,
  type MetricVerdict,
} from '@weighbridge/contract';

const maxLabelChars = 80;

/** `accuracy`, or `accuracy in segment smb`; plain text that the report escapes. */
export function metricLabel(metric: MetricVerdict): string {
  const { slice } = metric;
  const label = slice === null ? metric.name : `${metric.name} in ${slice.key} ${slice.value}`;
  return label.length > maxLabelChars ? `${label.slice(0, maxLabelChars - 1)}…` : label;
}

/** `accuracy falls by 3.2 pp`. */
export function movementText(metric: MetricVerdict): string {
  const verb = (metric.delta ?? 0) < 0 ? 'falls' : 'rises';
  return `${metricLabel(metric)} ${verb} by ${formatAmount(metric.delta, metric)}`;
}

/** `accuracy falls by 3.2 pp (0.5 pp allowed)`, or where its floor is what it fails, that. */
export function failureText(metric: MetricVerdict): string {
  if (metric.outcome === 'below-floor') {
    const side = metric.better === 'higher' ? 'below' : 'above';
    return `${metricLabel(metric)} is ${formatValue(metric.candidate, metric)}, ${side} its floor of ${formatValue(metric.floor, metric)}`;
  }
  const allowed =
    metric.tolerance === null || metric.tolerance === 0
      ? ''
      : ` (${formatAmount(metric.tolerance, metric)} allowed)`;
  return `${movementText(metric)}${allowed}`;
}

/** `accuracy rises by 2.4 pp (+1.1 … +3.7)`. */
export function gainText(metric: MetricVerdict): string {
  return `${movementText(metric)} (${formatInterval(metric.interval, metric)})`;
}

/** `accuracy −1.8 pp (−4.9 … +1.2)`. */
export function estimateText(metric: MetricVerdict): string {
  return `${metricLabel(metric)} ${formatDelta(metric.delta, metric)} (${formatInterval(metric.interval, metric)})`;
}

/** `accuracy 91.4 % (89.9 … 92.7)`. */
export function levelText(metric: MetricVerdict): string {
  const interval = metric.candidateInterval;
  const ends = interval === null ? '' : ` (${formatValueInterval(interval, metric)})`;
  return `${metricLabel(metric)} ${formatValue(metric.candidate, metric)}${ends}`;
}
