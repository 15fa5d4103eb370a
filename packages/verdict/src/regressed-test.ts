import type { Estimate } from '@weighbridge/contract';
import {
  mcnemarMidP,
  nearlyEqual,
  type PairedContrast,
  type PairedCounts,
  type RegressionEstimate,
  relativeNoise,
  signFlip,
  tCdf,
  tQuantile,
} from '@weighbridge/statistics';
import { fewDiscordant, fewestExamples, fewScores } from './levels.ts';
import type { MetricKind } from './metric-shape.ts';
import type { Sample } from './sample.ts';

/** The answer of the test of H0: Δ ≥ −δ, and the upper end of the interval that this test implies. */
export interface RegressedTest {
  readonly test: Estimate['test'];
  /** Small where the candidate is worse; NaN where too few examples can tell. */
  readonly p: number;
  readonly t: number;
  readonly midP: number | null;
  readonly signFlip: number | null;
  readonly paired: number | null;
  /** Largest Δ that is not rejected at a one-sided level; +∞ where nothing bounds it. */
  upperEnd(alpha: number): number;
}

/**
 * Which test decides, by the kind of metric and the size of the sample:
 * fewer than 8 examples: none · a score of fewer than 30: sign-flips of c−b against main's newest run, where Δ̂ < −δ · pass/fail with fewer than 10
 * discordant pairs: the larger of t's p and McNemar's mid-p, which knows no tolerance · v = 0: Δ̂ < −δ · a quantity: the larger p of t and
 * of the pairs alone · else t.
 *
 * @param pairs what the pairs alone say; of quantities
 */
export function regressedTest(
  kind: MetricKind,
  sample: Sample,
  estimate: RegressionEstimate,
  counts: PairedCounts,
  pairs: PairedContrast | undefined,
  tolerance: number,
): RegressedTest {
  const t = tTest(estimate, tolerance);
  const plain = { t: t.p, midP: null, signFlip: null, paired: null };
  if (estimate.n < fewestExamples) {
    // Nothing is rejected, so the interval reaches at least to the boundary.
    return {
      ...plain,
      test: 'too-few',
      p: Number.NaN,
      upperEnd: (alpha) => Math.max(t.upperEnd(alpha), -tolerance),
    };
  }
  if (kind === 'score' && estimate.n < fewScores) {
    const flips = signFlip(differences(sample));
    const flipped = flips.p(-tolerance);
    return {
      ...plain,
      test: 'sign-flip',
      signFlip: flipped,
      // The newest run may have been lucky: what main's other runs and the rest of the suite say is not contradicted.
      p: estimate.delta < -tolerance ? flipped : Math.max(0.5, flipped),
      upperEnd: (alpha) => Math.max(flips.upperEnd(alpha), estimate.delta),
    };
  }
  if (kind === 'pass-fail' && counts.worse + counts.better < fewDiscordant) {
    const midP = mcnemarMidP(counts.worse, counts.better);
    return {
      ...plain,
      test: 't-and-mid-p',
      midP,
      p: Math.max(midP, t.p),
      // Where mid-p does not reject, no change at all is not excluded either.
      upperEnd: (alpha) => (midP <= alpha ? t.upperEnd(alpha) : Math.max(t.upperEnd(alpha), 0)),
    };
  }
  if (pairs !== undefined && estimate.variance > 0) {
    const paired = pairs.p(-tolerance);
    return {
      ...plain,
      test: 't-and-pairs',
      paired,
      p: Math.max(paired, t.p),
      upperEnd: (alpha) => Math.max(t.upperEnd(alpha), pairs.upperEnd(alpha)),
    };
  }
  return { ...plain, test: estimate.variance === 0 ? 'no-variance' : 't', p: t.p, upperEnd: t.upperEnd };
}

/** c − b against main's newest run, 0 where they are the same number written twice: a sign-flip would count noise of one sign as evidence. */
export function differences({ candidate, newest }: Sample): Float64Array {
  return candidate.map((c, at) => {
    const b = newest[at] as number;
    return nearlyEqual(c, b) ? 0 : c - b;
  });
}

function tTest(estimate: RegressionEstimate, tolerance: number) {
  const { delta, variance, df } = estimate;
  if (!(variance > 0)) {
    const noise = relativeNoise * Math.max(Math.abs(estimate.candidateMean), Math.abs(estimate.suiteMean));
    const p = Number.isNaN(variance) ? Number.NaN : delta < -tolerance - noise ? 0 : 1;
    return { p, upperEnd: () => (Number.isNaN(variance) ? Number.POSITIVE_INFINITY : delta) };
  }
  return {
    p: tCdf((delta + tolerance) / Math.sqrt(variance), df),
    upperEnd: (alpha: number) => delta - tQuantile(alpha, df) * Math.sqrt(variance),
  };
}
