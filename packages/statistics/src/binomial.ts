import { regularizedBeta } from './incomplete-beta.ts';

/**
 * P(Bin(n, p) ≤ k), as I_{1−p}(n−k, k+1): defined between whole k too, where it rises smoothly.
 *
 * @param k a count, or a sum of parts of counts
 * @param n trials
 * @param p in [0, 1]
 */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return regularizedBeta(1 - p, p, n - k, k + 1);
}

/**
 * One-sided mid-p of McNemar's test that the candidate is worse (Fagerland, Lydersen, Laake 2013): P(X > worse) + ½ P(X = worse),
 * X ~ Bin(worse + better, ½).
 *
 * @param worse examples that only the baseline passes
 * @param better examples that only the candidate passes
 * @returns p, small where the candidate is worse; ½ where nothing disagrees
 */
export function mcnemarMidP(worse: number, better: number): number {
  const n = worse + better;
  if (worse === 0) return 1 - 0.5 ** (n + 1);
  // P(X > worse) = P(n − X ≤ better − 1), by symmetry
  const above = better === 0 ? 0 : binomialCdf(better - 1, n, 0.5);
  const upTo = binomialCdf(better, n, 0.5);
  return (above + upTo) / 2;
}
