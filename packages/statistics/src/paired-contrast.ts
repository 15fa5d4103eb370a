import { largest, mean, squaresOfContrast } from './column.ts';
import { tCdf, tQuantile } from './student-t.ts';

/** What the pairs of S alone say of Δ, by t with n − 2 degrees of freedom. */
export interface PairedContrast {
  /** p of H0: Δ ≥ bound; NaN below three pairs. */
  p(bound: number): number;
  /** Smallest and largest Δ that are not rejected at a one-sided level; infinite where nothing bounds them. */
  lowerEnd(alpha: number): number;
  upperEnd(alpha: number): number;
}

/**
 * The paired t test of a difference of means; for a ratio of means Fieller's (J. R. Stat. Soc. B 16, 1954), of c̄ − γ·b̄ against 0. Its
 * variance is that of c − γ·b under the hypothesis itself: both sides are alike there, so that what skews them cancels. The regression
 * estimator's variance is too small just where the few large examples of a suite were missed.
 *
 * @param unit mean_N(b) where Δ is a share of it, as Δ = (γ − 1)·unit; undefined for a difference
 */
export function pairedContrast(
  candidate: Float64Array,
  baseline: Float64Array,
  unit: number | undefined,
): PairedContrast {
  const n = candidate.length;
  const [c, b] = [mean(candidate), mean(baseline)];
  const scale = Math.max(largest(candidate), largest(baseline));
  const df = n - 2;
  const variance = (gamma: number): number =>
    squaresOfContrast(candidate, baseline, gamma, c - gamma * b, scale) / df / n;
  if (n < 3) return unbounded;
  if (unit === undefined) {
    const spread = Math.sqrt(variance(1));
    return {
      p: (bound) => lowP(c - b - bound, spread, df),
      lowerEnd: (alpha) => c - b + tQuantile(alpha, df) * spread,
      upperEnd: (alpha) => c - b - tQuantile(alpha, df) * spread,
    };
  }
  if (!(b * unit > 0)) return unbounded;
  const ofBaseline = squaresOfContrast(baseline, baseline, 0, b, scale) / df / n;
  const ratio = c / b;
  const covariance = residualCovariance(candidate, baseline, ratio, b);
  // With γ = c̄/b̄ + u and r = c − (c̄/b̄)·b, u²·b̄² = t²·var(r̄ − u·b̄): one root on each side of 0, if b̄ itself is told from 0.
  const end = (alpha: number, side: 1 | -1): number => {
    const t2 = tQuantile(alpha, df) ** 2;
    const lead = b * b - t2 * ofBaseline;
    if (!(lead > 0)) return side * Number.POSITIVE_INFINITY;
    const half = t2 * covariance;
    const root = Math.sqrt(half * half + lead * t2 * variance(ratio));
    return (ratio + (side * Math.sign(unit) * root - half) / lead - 1) * unit;
  };
  return {
    p: (bound) => {
      const gamma = 1 + bound / unit;
      const contrast = lowP(c - gamma * b, Math.sqrt(variance(gamma)), df);
      return Math.max(contrast, lowP(-Math.abs(b), Math.sqrt(ofBaseline), df));
    },
    lowerEnd: (alpha) => end(alpha, -1),
    upperEnd: (alpha) => end(alpha, 1),
  };
}

const unbounded: PairedContrast = {
  p: () => Number.NaN,
  lowerEnd: () => Number.NEGATIVE_INFINITY,
  upperEnd: () => Number.POSITIVE_INFINITY,
};

function lowP(value: number, spread: number, df: number): number {
  if (spread > 0) return tCdf(value / spread, df);
  return value < 0 ? 0 : 1;
}

/** Covariance of the means of c − ratio·b, which is 0 on average, and of b; two degrees of freedom spent. */
function residualCovariance(c: Float64Array, b: Float64Array, ratio: number, center: number): number {
  let products = 0;
  for (let i = 0; i < c.length; i++)
    products += ((c[i] as number) - ratio * (b[i] as number)) * ((b[i] as number) - center);
  return products / (c.length - 2) / c.length;
}
