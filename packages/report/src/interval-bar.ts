import { formatAmount, formatDelta, formatInterval, type MetricVerdict } from '@weighbridge/contract';
import type { Tone } from './document.ts';
import { htmlText } from './html-text.ts';

const widthPx = 240;
const heightPx = 34;
const padPx = 8;
const middle = 15;

type Bounds = readonly [number, number];

/** What the rows of one table share: a scale of its own where units differ would compare what cannot be compared. */
function bounds(metric: MetricVerdict): Bounds | undefined {
  if (metric.delta === null) return undefined;
  const [low, high] = metric.interval ?? [null, null];
  const sign = metric.better === 'higher' ? -1 : 1;
  const marks = [
    0,
    metric.delta,
    low,
    high,
    limit(metric.tolerance, sign),
    limit(metric.margin, sign),
  ].filter((mark) => mark !== null);
  const least = Math.min(...marks);
  const most = Math.max(...marks);
  return most > least ? [least, most] : undefined;
}

function limit(amount: number | null, sign: number): number | null {
  return amount === null ? null : amount * sign;
}

function px(value: number): string {
  return value.toFixed(1);
}

function line(x: number, className: string): string {
  return `<line class="${className}" x1="${px(x)}" x2="${px(x)}" y1="3" y2="${heightPx - 7}"/>`;
}

/** The change as a dot on its interval, between no change, the drop that is allowed, and the drop that must not be missed. */
export function intervalBar(metric: MetricVerdict, tone: Tone): string {
  const range = bounds(metric);
  if (range === undefined || metric.delta === null) return '';
  const [least, most] = range;
  const at = (value: number): number => padPx + ((value - least) / (most - least)) * (widthPx - 2 * padPx);
  const [low, high] = metric.interval ?? [null, null];
  const from = low === null ? 0 : at(low);
  const to = high === null ? widthPx : at(high);
  const sign = metric.better === 'higher' ? -1 : 1;
  const tolerance =
    metric.tolerance === null || metric.tolerance === 0 ? '' : line(at(metric.tolerance * sign), 'tolerance');
  const margin = metric.margin === null ? '' : line(at(metric.margin * sign), 'margin');
  const bar =
    metric.interval === null
      ? ''
      : `<rect class="bar" x="${px(from)}" y="${middle - 4}" width="${px(Math.max(1, to - from))}" height="8" rx="4"/>`;
  return [
    `<svg class="interval ${tone}" viewBox="0 0 ${widthPx} ${heightPx}" role="img" aria-label="${htmlText(barText(metric))}">`,
    `<line class="axis" x1="0" x2="${widthPx}" y1="${middle}" y2="${middle}"/>`,
    margin,
    tolerance,
    line(at(0), 'zero'),
    bar,
    `<circle class="dot" cx="${px(at(metric.delta))}" cy="${middle}" r="5"/>`,
    '</svg>',
  ].join('');
}

function barText(metric: MetricVerdict): string {
  const tolerance =
    metric.tolerance === null || metric.tolerance === 0
      ? ''
      : `, allowed ${formatAmount(metric.tolerance, metric)}`;
  const margin = metric.margin === null ? '' : `, margin ${formatAmount(metric.margin, metric)}`;
  return `change ${formatDelta(metric.delta, metric)}, interval ${formatInterval(metric.interval, metric)}${tolerance}${margin}`;
}
