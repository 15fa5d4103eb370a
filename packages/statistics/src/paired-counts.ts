import { largest, mean, nearlyEqual, squaresOfContrast } from './column.ts';

/** How two single runs differ, example by example. */
export interface PairedCounts {
  readonly n: number;
  /** Examples in which the candidate is lower, and higher. */
  readonly worse: number;
  readonly better: number;
  /** Σ(b−c) over the worse, Σ(c−b) over the better. */
  readonly down: number;
  readonly up: number;
  /** s²_S(c−b)/n, two degrees of freedom spent; NaN below three pairs. */
  readonly pairVariance: number;
}

/**
 * @param candidate c over S, higher is better
 * @param newest main's newest single run over S
 */
export function pairedCounts(candidate: Float64Array, newest: Float64Array): PairedCounts {
  const n = candidate.length;
  const counts = { worse: 0, better: 0, down: 0, up: 0 };
  for (let i = 0; i < n; i++) {
    const c = candidate[i] as number;
    const b = newest[i] as number;
    if (c === b || nearlyEqual(c, b)) continue;
    if (c < b) {
      counts.worse++;
      counts.down += b - c;
    } else {
      counts.better++;
      counts.up += c - b;
    }
  }
  const scale = Math.max(largest(candidate), largest(newest));
  const center = mean(candidate) - mean(newest);
  const pairVariance =
    n < 3 ? Number.NaN : squaresOfContrast(candidate, newest, 1, center, scale) / (n - 2) / n;
  return { n, ...counts, pairVariance };
}
