import { normalQuantile } from './normal.ts';
import { tQuantile } from './student-t.ts';

/** Drops are called detectable that are found 4 times in 5. */
export const power = 0.8;

/**
 * The smallest drop found 4 times in 5: δ + (t_{1−α} + z_{0.8})·√v. For pass/fail results, whose difference has a variance of at least
 * x − x² when its mean is −x, never less than that drop would need itself: a sample in which nothing disagrees does not see everything.
 *
 * @param alpha one-sided level of `regressed` after correction
 * @returns NaN where v is
 */
export function detectableDrop(input: {
  readonly tolerance: number;
  readonly variance: number;
  readonly df: number;
  readonly alpha: number;
  readonly passFail: { readonly n: number } | undefined;
}): number {
  const reach = normalQuantile(power) - tQuantile(input.alpha, input.df);
  const plain = input.tolerance + reach * Math.sqrt(input.variance);
  if (input.passFail === undefined) return plain;
  const { n } = input.passFail;
  // (x − δ)² = reach²·(x − x²)/n, the larger root
  const w = (reach * reach) / n;
  const half = (2 * input.tolerance + w) / 2;
  const x = (half + Math.sqrt(half * half - (1 + w) * input.tolerance ** 2)) / (1 + w);
  return Math.min(Math.max(1, input.tolerance), Math.max(plain, x));
}

/**
 * Examples at which a difference as far from a boundary as this one is decided 4 times in 5, with both one-sided levels at `alpha`.
 *
 * @param distance from the estimate to the boundary, above 0
 * @param residualSquare s²_S(c−βb): what shrinks with n
 * @param fixedVariance (1−β)²·s²(b)/N: what does not
 * @param pairSquare s²_S(c−b): per example where the suite itself has to grow
 * @param total N
 * @returns undefined where nothing is known of the spread
 */
export function examplesToDecide(input: {
  readonly distance: number;
  readonly alpha: number;
  readonly residualSquare: number;
  readonly fixedVariance: number;
  readonly pairSquare: number;
  readonly total: number;
}): number | undefined {
  const reach = normalQuantile(power) - normalQuantile(input.alpha);
  const variance = (input.distance / reach) ** 2;
  if (!(variance > 0) || !(input.pairSquare > 0)) return undefined;
  const within = input.residualSquare / (variance - input.fixedVariance);
  const examples =
    within > 0 && within <= input.total ? within : Math.max(input.total, input.pairSquare / variance);
  return Number.isFinite(examples) && examples < 1e12 ? Math.ceil(examples) : undefined;
}
