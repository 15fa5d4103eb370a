import { formatCount, formatDelta, formatInterval } from '@weighbridge/contract';
import { cut, visible } from './visible.ts';

export interface ProgressEstimate {
  readonly metric: string;
  readonly delta: number;
  readonly interval: readonly [number | null, number | null] | null;
  /** How the metric's numbers are printed; a share of one where nothing is said. */
  readonly unit?: string | null;
  readonly range?: readonly [number, number] | null;
  readonly baseline?: number | null;
}

export interface Progress {
  readonly model: string;
  readonly done: number;
  readonly planned: number;
  readonly estimates: readonly ProgressEstimate[];
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
}

/** `digits · 212/400 · accuracy −2.9 pp (−5.1 … −0.7) · 1.4 ex/s · 2 min left`. */
export function progressLine(progress: Progress): string {
  const { model, done, planned, estimates, perSecond, secondsLeft } = progress;
  const parts = [
    cut(model, 60),
    `${formatCount(done)}/${formatCount(planned)}`,
    ...estimates.map(estimateText),
    perSecond === null || !(perSecond > 0) ? '' : `${rateText(perSecond)} ex/s`,
    secondsLeft === null || !Number.isFinite(secondsLeft) ? '' : `${durationText(secondsLeft)} left`,
  ];
  return visible(parts.filter((part) => part !== '').join(' · '));
}

function estimateText({
  metric,
  delta,
  interval,
  unit = null,
  range = [0, 1],
  baseline = null,
}: ProgressEstimate): string {
  const shape = { unit, range, baseline };
  const change = `${cut(metric, 60)} ${formatDelta(delta, shape)}`;
  return interval === null ? change : `${change} (${formatInterval(interval, shape)})`;
}

function rateText(perSecond: number): string {
  if (perSecond >= 100) return formatCount(perSecond);
  return perSecond.toFixed(perSecond < 1 ? 2 : 1);
}

/** `40 s`, `2 min`, `1 h 10 min`: as exact as a person needs it. */
export function durationText(seconds: number): string {
  if (seconds < 59.5) return `${Math.max(0, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return `${formatCount(Math.floor(minutes / 60))} h${rest === 0 ? '' : ` ${rest} min`}`;
}
