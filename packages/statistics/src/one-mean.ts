import { normalCdf, normalQuantile } from './normal.ts';
import { tQuantile } from './student-t.ts';

/**
 * Wilson's score interval of a share (1927).
 *
 * @param share mean of n values in [0, 1]
 * @param alpha one-sided level of each end
 * @returns both ends in [0, 1]
 */
export function wilsonInterval(share: number, n: number, alpha: number): readonly [number, number] {
  const z2 = normalQuantile(alpha) ** 2;
  const center = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Math.sqrt(z2) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  return [Math.max(0, center - half), Math.min(1, center + half)];
}

/** p of H0: share ≥ limit, by the score test that Wilson's upper end inverts; limit in (0, 1). */
export function shareBelowP(share: number, n: number, limit: number): number {
  if (limit <= 0) return 1;
  if (limit >= 1) return share < 1 ? 0 : 1;
  return normalCdf((share - limit) / Math.sqrt((limit * (1 - limit)) / n));
}

/** The usual t interval of a mean: standard error and n−1 degrees of freedom; unbounded below two values. */
export function meanInterval(
  mean: number,
  standardError: number,
  n: number,
  alpha: number,
): readonly [number, number] | undefined {
  if (n < 2) return undefined;
  const half = -tQuantile(alpha, n - 1) * standardError;
  return [mean - half, mean + half];
}
