import { regressionEstimate, tQuantile } from '@weighbridge/statistics';
import { align } from './alignment.ts';
import type { SuiteInput } from './input.ts';
import { heldAlpha } from './levels.ts';
import { metricEntries } from './metric-entries.ts';
import { metricShape, unturned } from './metric-shape.ts';
import { restOf, sampleOf } from './sample.ts';

/** What a progress line says of one metric; in the metric's own unit. */
export interface EstimateSoFar {
  readonly metric: string;
  readonly delta: number;
  /** 90 %, by t. */
  readonly interval: [number, number];
  readonly n: number;
  /** How its numbers are printed; the baseline's mean is what a quantity's change is relative to. */
  readonly unit: string | null;
  readonly range: readonly [number, number] | null;
  readonly baseline: number | null;
}

/**
 * The estimate from the rows that are there, for people who watch. It decides nothing: rows that come early are not random rows, and what
 * is still to come is not missing. Metrics with fewer than three pairs are left out, and so is all of it without a baseline.
 */
export function estimateSoFar(input: SuiteInput): readonly EstimateSoFar[] {
  if (input.baselines.length === 0 || input.notComparable.length > 0) return [];
  const alignment = align(input);
  return input.policy.metrics.flatMap((policy) => {
    if (policy.gate === 'off') return [];
    const shape = metricShape(policy, input.baselines);
    const sample = sampleOf(metricEntries(input, alignment, shape));
    if (sample.candidate.length < 3) return [];
    const estimate = regressionEstimate(
      { ...sample, rest: restOf(sample) },
      { ratioOfMeans: shape.kind === 'quantity' },
    );
    const scale = shape.sign * shape.width;
    const half = -tQuantile(heldAlpha, estimate.df) * Math.sqrt(estimate.variance) * shape.width;
    const delta = scale * estimate.delta;
    if (!Number.isFinite(delta) || !Number.isFinite(half)) return [];
    return [
      {
        metric: policy.name,
        delta,
        interval: [delta - half, delta + half] as [number, number],
        n: estimate.n,
        unit: policy.unit ?? null,
        range: shape.range,
        baseline: unturned(shape, estimate.suiteMean),
      },
    ];
  });
}
