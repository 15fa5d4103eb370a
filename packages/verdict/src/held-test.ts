import {
  binomialCdf,
  heldVariance,
  type PairedContrast,
  type PairedCounts,
  pairedCounts,
  type RegressionEstimate,
  regressionEstimate,
  risingRoot,
  tQuantile,
} from '@weighbridge/statistics';
import { fewestExamples, heldAlpha } from './levels.ts';
import { atTheirWorst, type Sample } from './sample.ts';

/** The answer of the test of H0: Δ ≤ −m for one margin. */
export interface HeldTest {
  /** Smallest Δ that is not rejected; `held` is where it is not below −m. −∞ where nothing bounds it. */
  readonly lowerEnd: number;
  readonly held: boolean;
  readonly tango: number | null;
  readonly variance: number;
  readonly binomial: number | null;
  /** Quantities: the lower end by the pairs of S alone. */
  readonly pairedEnd: number | null;
  readonly missing:
    | { readonly delta: number | null; readonly variance: number | null; readonly held: boolean }
    | undefined;
}

/**
 * The test of `held` as a function of the margin. With a range: the regression estimator with the variance raised to Tango's, where nothing
 * got better also the exact binomial bound, and all of it once more with the candidate's missing rows at 0. Without a range: t of the
 * regression estimator and of the pairs of S alone, since few and skewed numbers make the first find too much; missing rows or no variance
 * at all forbid `held`.
 *
 * @param pairs what the pairs alone say; of quantities
 */
export function heldTester(
  sample: Sample,
  estimate: RegressionEstimate,
  counts: PairedCounts,
  pairs: PairedContrast | undefined,
): (margin: number) => HeldTest {
  const missing = sample.missingBaseline.length;
  if (pairs !== undefined) return unbounded(pairs, estimate, missing);
  const worst = missing === 0 ? undefined : worstCase(sample);
  return (margin) => {
    const plain = lowerEnd(estimate, counts, margin);
    const withMissing = worst === undefined ? undefined : lowerEnd(worst.estimate, worst.counts, margin);
    const enough = estimate.n >= fewestExamples;
    const lowest = Math.min(plain.end, withMissing?.end ?? plain.end);
    return {
      lowerEnd: enough || Number.isNaN(lowest) ? lowest : Math.min(lowest, -margin),
      held: enough && lowest >= -margin,
      tango: plain.tango,
      variance: plain.variance,
      binomial: plain.binomial,
      pairedEnd: null,
      missing:
        worst === undefined || withMissing === undefined
          ? undefined
          : { delta: worst.estimate.delta, variance: withMissing.variance, held: withMissing.end >= -margin },
    };
  };
}

function worstCase(sample: Sample) {
  const full = atTheirWorst(sample);
  return {
    estimate: regressionEstimate({ ...full, rest: full.unplanned }, { ratioOfMeans: false }),
    counts: pairedCounts(full.candidate, full.newest),
  };
}

function lowerEnd(estimate: RegressionEstimate, counts: PairedCounts, margin: number) {
  const { tango, held: variance } = heldVariance(estimate.variance, counts, margin);
  const score = estimate.delta + tQuantile(heldAlpha, estimate.df) * Math.sqrt(variance);
  if (counts.up > 0) return { end: score, tango, variance, binomial: null };
  const binomial = binomialCdf(counts.down, counts.n, margin);
  return { end: Math.min(score, -binomialBound(counts)), tango, variance, binomial };
}

/** The drop that `down` losses and no gain do not exclude: where P(Bin(n, m) ≤ dn) falls to the level (Clopper and Pearson). */
function binomialBound(counts: PairedCounts): number {
  return risingRoot((m) => heldAlpha - binomialCdf(counts.down, counts.n, m), 0, 1);
}

function unbounded(pairs: PairedContrast, estimate: RegressionEstimate, missing: number) {
  const { delta, variance, df } = estimate;
  const pairedEnd = pairs.lowerEnd(heldAlpha);
  const end =
    variance > 0
      ? Math.min(pairedEnd, delta + tQuantile(heldAlpha, df) * Math.sqrt(variance))
      : Number.NEGATIVE_INFINITY;
  const enough = estimate.n >= fewestExamples;
  return (margin: number): HeldTest => ({
    lowerEnd: enough ? end : Math.min(end, -margin),
    held: enough && missing === 0 && end >= -margin,
    tango: null,
    variance,
    binomial: null,
    pairedEnd,
    missing: missing === 0 ? undefined : { delta: null, variance: null, held: false },
  });
}
