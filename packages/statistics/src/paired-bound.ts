import { largest, mean, squaresOfContrast } from './column.ts';
import { tQuantile } from './student-t.ts';

/**
 * Lower confidence bound of Δ from the pairs of S alone: for a difference of means that of the paired t test, for a ratio of means Fieller's
 * (J. R. Stat. Soc. B 16, 1954), the least γ at which c̄ − γ·b̄ is not shown to be above 0. Its variance is that of c − γ·b under the
 * hypothesis itself, where skewed amounts cancel; the regression estimator's is small just where large ones were missed.
 *
 * @param unit mean_N(b) where Δ is a share of it, as Δ = (γ − 1)·unit; undefined for a difference
 * @param alpha one-sided level
 * @returns −∞ where nothing bounds it: fewer than three pairs, or a mean that is not told from 0
 */
export function pairedLowerBound(
  candidate: Float64Array,
  baseline: Float64Array,
  unit: number | undefined,
  alpha: number,
): number {
  const n = candidate.length;
  if (n < 3) return Number.NEGATIVE_INFINITY;
  const [c, b] = [mean(candidate), mean(baseline)];
  const scale = Math.max(largest(candidate), largest(baseline));
  const t = -tQuantile(alpha, n - 2);
  const varianceAt = (gamma: number): number =>
    squaresOfContrast(candidate, baseline, gamma, c - gamma * b, scale) / (n - 2) / n;
  if (unit === undefined) return c - b - t * Math.sqrt(varianceAt(1));
  const ofBaseline = squaresOfContrast(baseline, baseline, 0, b, scale) / (n - 2) / n;
  // With r = c − γ₀·b and γ = γ₀ + u, u²·b̄² = t²·var(r − u·b), which has one root on each side of 0.
  const lead = b * b - t * t * ofBaseline;
  if (!(lead > 0) || b * unit <= 0) return Number.NEGATIVE_INFINITY;
  const ratio = c / b;
  const covariance = t * t * residualCovariance(candidate, baseline, ratio, b);
  const root = Math.sqrt(covariance * covariance + lead * t * t * varianceAt(ratio));
  const step = (b > 0 ? -covariance - root : -covariance + root) / lead;
  return (ratio + step - 1) * unit;
}

/** Covariance of the means of c − ratio·b, which is 0 on average, and b; two degrees of freedom spent. */
function residualCovariance(c: Float64Array, b: Float64Array, ratio: number, center: number): number {
  let products = 0;
  for (let i = 0; i < c.length; i++)
    products += ((c[i] as number) - ratio * (b[i] as number)) * ((b[i] as number) - center);
  return products / (c.length - 2) / c.length;
}
