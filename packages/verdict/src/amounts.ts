import { type Amount, Failure, formatAmount, type MetricPolicy } from '@weighbridge/contract';
import type { MetricShape } from './metric-shape.ts';

/** δ and m, in units of y; and whether they are parts of the baseline's mean, so that a ratio of means is tested. */
export interface Amounts {
  readonly tolerance: number;
  readonly margin: number;
  readonly marginIsDefault: boolean;
  readonly ratioOfMeans: boolean;
}

const defaultPoints = 0.02;
const defaultShare = 0.05;

/**
 * Tolerance and margin against a suite's mean. The default margin is δ + max(2 pp, 1/√n_planned) of the range, without a range δ + 5 %.
 *
 * @param suiteMean mean_N(b) in the metric's own unit
 * @param plannedCount examples that were to be evaluated
 * @returns a sentence instead where a relative amount meets a mean of 0, or a sum that overflows
 * @throws Failure `config` where a margin is not beyond its tolerance, or an amount does not fit the metric
 */
export function amountsOf(shape: MetricShape, suiteMean: number, plannedCount: number): Amounts | string {
  const { policy } = shape;
  const zero =
    suiteMean === 0 && [policy.tolerance, policy.margin].some((amount) => amount?.kind === 'relative');
  const defaultZero = suiteMean === 0 && policy.margin === undefined && shape.range === null;
  if (zero || defaultZero)
    return `a share of main's mean says nothing here, because that mean is 0: write ${zero ? 'its amounts' : 'a `margin`'} in the metric's own unit`;
  const absolute = (amount: Amount | undefined, key: string): number =>
    amount === undefined ? 0 : inY(shape, amount, key, suiteMean);
  const tolerance = absolute(policy.tolerance, 'tolerance');
  const marginIsDefault = policy.margin === undefined;
  const margin = marginIsDefault
    ? tolerance + defaultMargin(shape, suiteMean, plannedCount)
    : absolute(policy.margin, 'margin');
  if (!Number.isFinite(tolerance) || !Number.isFinite(margin))
    return 'its numbers are too large to be added up: write it in a larger unit';
  const capped = marginIsDefault && shape.range !== null ? Math.min(1, margin) : margin;
  if (capped <= tolerance || (shape.range !== null && capped > 1))
    throw unfitting(shape, tolerance, capped, suiteMean);
  const relative = [policy.tolerance, policy.margin].some((amount) => amount?.kind === 'relative');
  return {
    tolerance,
    margin: capped,
    marginIsDefault,
    ratioOfMeans: shape.range === null && (relative || marginIsDefault),
  };
}

function defaultMargin(shape: MetricShape, suiteMean: number, plannedCount: number): number {
  return shape.range === null
    ? defaultShare * Math.abs(suiteMean)
    : Math.max(defaultPoints, 1 / Math.sqrt(Math.max(1, plannedCount)));
}

function inY(shape: MetricShape, amount: Amount, key: string, suiteMean: number): number {
  switch (amount.kind) {
    case 'absolute':
      return amount.value / shape.width;
    case 'relative':
      return (amount.value * Math.abs(suiteMean)) / shape.width;
    case 'points':
      if (shape.range !== null) return amount.value;
      throw configFailure(
        shape.policy,
        `metric ${shape.policy.name}: \`${key}: ${amount.value * 100}pp\` needs a \`range\`; write an amount in its own unit, or a share such as 5%`,
      );
  }
}

function unfitting(shape: MetricShape, tolerance: number, margin: number, suiteMean: number): Failure {
  const { policy } = shape;
  const text = (y: number): string =>
    formatAmount(y * shape.width, { unit: policy.unit ?? null, range: shape.range, baseline: suiteMean });
  return configFailure(
    policy,
    margin <= tolerance
      ? `metric ${policy.name}: the margin (${text(margin)}) has to be larger than the tolerance (${text(tolerance)})`
      : `metric ${policy.name}: the margin (${text(margin)}) is larger than the whole range`,
  );
}

/** A failure at the metric's place in weighbridge.yml. */
export function configFailure(policy: MetricPolicy, message: string): Failure {
  return new Failure('config', message, policy.where === undefined ? undefined : { where: policy.where });
}
