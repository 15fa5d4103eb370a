import type { GateLevel, MetricPolicy } from '@weighbridge/contract';
import type { ResultColumns } from '@weighbridge/results';

export type MetricKind = 'pass-fail' | 'score' | 'quantity';

/** How a metric is turned into y, in which higher is better: within [0, 1] where it has a range. */
export interface MetricShape {
  readonly policy: MetricPolicy;
  readonly kind: MetricKind;
  readonly range: readonly [number, number] | null;
  readonly sign: 1 | -1;
  /** One unit of y in the metric's own unit. */
  readonly width: number;
  /** The x at which y is 0. */
  readonly origin: number;
  /** What it gates after rules that soften it. */
  readonly gate: GateLevel;
  readonly notes: readonly string[];
}

const timeUnits: ReadonlySet<string> = new Set(
  'ns us µs μs ms s sec min m h hours minutes seconds milliseconds microseconds nanoseconds'.split(' '),
);

/**
 * The metric's kind, by its declared range and by main's rows alone: a pull request's rows never choose the test.
 *
 * @param rows main's runs; the candidate only where there is none, and then nothing is compared
 */
export function metricShape(policy: MetricPolicy, rows: readonly ResultColumns[]): MetricShape {
  const reporting = rows.filter((run) => run.metrics.has(policy.of));
  const binary = reporting.length > 0 && reporting.every((run) => run.binary.has(policy.of));
  const range = policy.range ?? (binary ? ([0, 1] as const) : null);
  const unit = range !== null && range[0] === 0 && range[1] === 1;
  const sign = policy.better === 'higher' ? 1 : -1;
  const timing = timeUnits.has(policy.unit?.toLowerCase() ?? '');
  const softened = timing && policy.gate === 'block';
  return {
    policy,
    kind: range === null ? 'quantity' : binary && unit ? 'pass-fail' : 'score',
    range,
    sign,
    width: range === null ? 1 : range[1] - range[0],
    origin: range === null ? 0 : sign === 1 ? range[0] : range[1],
    gate: softened ? 'warn' : policy.gate,
    notes: softened
      ? [
          'a timing warns only: a machine shifts all its rows, and nothing here shows that both sides ran interleaved on one',
        ]
      : [],
  };
}

/** y of a value in the metric's own unit. */
export function turned(shape: MetricShape, x: number): number {
  return (shape.sign * (x - shape.origin)) / shape.width;
}

/** The value in the metric's own unit whose y this is. */
export function unturned(shape: MetricShape, y: number): number {
  return shape.origin + shape.sign * shape.width * y;
}
