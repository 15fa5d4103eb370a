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
  let worse = 0;
  let better = 0;
  let down = 0;
  let up = 0;
  for (let i = 0; i < n; i++) {
    const c = candidate[i] as number;
    const b = newest[i] as number;
    if (c === b || nearlyEqual(c, b)) continue;
    if (c < b) {
      worse++;
      down += b - c;
    } else {
      better++;
      up += c - b;
    }
  }
  const pairVariance = n < 3 ? Number.NaN : pairSquares(candidate, newest, worse + better) / (n - 2) / n;
  return { n, worse, better, down, up, pairVariance };
}

function pairSquares(candidate: Float64Array, newest: Float64Array, disagreeing: number): number {
  if (disagreeing === 0) return 0;
  const scale = Math.max(largest(candidate), largest(newest));
  return squaresOfContrast(candidate, newest, 1, mean(candidate) - mean(newest), scale);
}
