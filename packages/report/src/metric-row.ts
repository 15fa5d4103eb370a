import {
  formatDelta,
  formatInterval,
  formatValue,
  type MetricVerdict,
  type Verdict,
} from '@weighbridge/contract';
import { levelText } from './count-text.ts';
import { type MetricRow, type MetricTable, strong } from './document.ts';
import { metricSign } from './sign.ts';
import { cut } from './visible.ts';

export const maxNameChars = 80;
const none = '—';

const failures: readonly MetricVerdict['outcome'][] = ['below-floor', 'regressed'];

export function failed(metric: MetricVerdict): boolean {
  return failures.includes(metric.outcome);
}

/**
 * Whether a reader has to see this metric at once: it failed, it got better, or the merge hangs on it and it cannot be told. Of slices only
 * those that block and failed: among many there is always one that moves, or that is too small to tell.
 */
export function moved(metric: MetricVerdict): boolean {
  if (metric.gate === 'off') return false;
  if (metric.slice !== null) return metric.gate === 'block' && failed(metric);
  if (failed(metric)) return true;
  return metric.outcome === 'improved' || (metric.gate === 'block' && metric.outcome !== 'held');
}

function rank(metric: MetricVerdict): number {
  const gate = metric.gate === 'block' ? 0 : metric.gate === 'warn' ? 1 : 2;
  const outcomes: Record<MetricVerdict['outcome'], number> = {
    'below-floor': 0,
    regressed: 0,
    missing: 1,
    inconclusive: 2,
    improved: 3,
    held: 4,
  };
  const failing = failed(metric) && metric.gate !== 'off' ? 0 : 20;
  return failing + gate * 5 + outcomes[metric.outcome] + (metric.slice === null ? 0 : 0.5);
}

/** Metrics that failed first, then gating ones, in the order of weighbridge.yml where they are equal. */
export function inOrder(metrics: readonly MetricVerdict[]): readonly MetricVerdict[] {
  return metrics.toSorted((a, b) => rank(a) - rank(b));
}

/** `accuracy`, `accuracy · segment smb`; with its suite where a model has several. */
export function metricName(metric: Pick<MetricVerdict, 'name' | 'slice' | 'suite'>, suites: number): string {
  const parts = [cut(metric.name, maxNameChars)];
  if (suites > 1) parts.push(cut(metric.suite, maxNameChars));
  if (metric.slice !== null)
    parts.push(`${cut(metric.slice.key, maxNameChars)} ${cut(metric.slice.value, maxNameChars)}`);
  return parts.join(' · ');
}

export function suiteCount(verdict: Verdict): number {
  return new Set(verdict.metrics.map((metric) => metric.suite)).size;
}

/** What the two sides are called: only a pull request calls itself one, and given files are not main. */
export function sides(verdict: Verdict): readonly [string, string] {
  if (verdict.baseline?.rung === 'given') return ['baseline', 'candidate'];
  switch (verdict.kind) {
    case 'pr':
      return ['main', 'this PR'];
    case 'queue':
    case 'local':
      return ['main', 'this change'];
    case 'main':
    case 'schedule':
      return ['before', 'now'];
  }
}

function commonLevel(metrics: readonly MetricVerdict[]): string | undefined {
  const levels = new Set(
    metrics.flatMap((metric) => (metric.level === null ? [] : [levelText(metric.level)])),
  );
  return levels.size === 1 ? [...levels][0] : undefined;
}

function metricRow(metric: MetricVerdict, suites: number, level: string | undefined): MetricRow {
  const name = metricName(metric, suites);
  const interval = metric.delta === null ? none : formatInterval(metric.interval, metric);
  const ownLevel = level === undefined && metric.level !== null && interval !== none;
  return {
    label: [metric.gate === 'block' && metric.slice === null ? strong(name) : name],
    baseline: cut(formatValue(metric.baseline, metric), maxNameChars),
    candidate: cut(formatValue(metric.candidate, metric), maxNameChars),
    change: cut(formatDelta(metric.delta, metric), maxNameChars),
    interval: ownLevel ? `${interval} (${levelText(metric.level ?? 0)})` : interval,
    ...metricSign(metric),
    metric,
  };
}

/** The table of the given metrics; the head of the interval carries its level where all rows share one. */
export function metricTable(verdict: Verdict, metrics: readonly MetricVerdict[]): MetricTable {
  const level = commonLevel(metrics);
  const [before, after] = sides(verdict);
  const suites = suiteCount(verdict);
  return {
    kind: 'metrics',
    heads: ['', before, after, 'change', level === undefined ? 'interval' : `${level} interval`, ''],
    rows: metrics.map((metric) => metricRow(metric, suites, level)),
  };
}
