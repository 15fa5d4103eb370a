import { seededBits } from './seeded-random.ts';

/** At most so many pairs have all their sign patterns tried; beyond, a fixed number of seeded ones. */
const exactPairs = 15;
const sampledFlips = 2 ** exactPairs - 1;
const seed = 1_797;

/** Answers of a sign-flip permutation test of paired differences. */
export interface SignFlip {
  /** Patterns tried, the observed one counted. */
  readonly patterns: number;
  readonly exact: boolean;
  /** p of H0: the differences lie symmetrically around `center` or above it; small where they are lower. */
  p(center: number): number;
  /** The largest center that is not rejected at level `alpha`; +∞ where so few patterns reject nothing. */
  upperEnd(alpha: number): number;
}

/**
 * One-sided sign-flip permutation test. Flipping the signs of a subset F around a center moves the sum by −2Σ_F(d−center), so a pattern
 * counts against H0 exactly where the mean of F is at least the center: the test and its confidence bound are both read off the sorted
 * subset means (Hartigan 1969, typical values).
 *
 * @param differences candidate − baseline, higher is better, in an order that does not depend on the file's
 */
export function signFlip(differences: Float64Array): SignFlip {
  const exact = differences.length <= exactPairs;
  const means = exact ? allSubsetMeans(differences) : sampledSubsetMeans(differences);
  means.sort();
  const patterns = means.length + 1;
  const slack = 1e-12 * differences.reduce((most, d) => Math.max(most, Math.abs(d)), 0);
  return {
    patterns,
    exact,
    p: (center) => (1 + means.length - firstAtLeast(means, center - slack)) / patterns,
    upperEnd: (alpha) => {
      const rank = Math.floor(alpha * patterns - 1) + 1;
      return rank < 1 ? Number.POSITIVE_INFINITY : (means[means.length - rank] ?? Number.POSITIVE_INFINITY);
    },
  };
}

/** Means of all subsets but the empty one, which stands for the observed pattern. */
function allSubsetMeans(d: Float64Array): Float64Array {
  const count = 2 ** d.length;
  const sums = new Float64Array(count);
  const means = new Float64Array(count - 1);
  for (let subset = 1; subset < count; subset++) {
    const lowest = 31 - Math.clz32(subset & -subset);
    sums[subset] = (sums[subset & (subset - 1)] ?? 0) + (d[lowest] ?? 0);
    means[subset - 1] = (sums[subset] ?? 0) / bitCount(subset);
  }
  return means;
}

function sampledSubsetMeans(d: Float64Array): Float64Array {
  const bits = seededBits(seed);
  const means = new Float64Array(sampledFlips);
  for (let sample = 0; sample < sampledFlips; sample++) {
    let sum = 0;
    let size = 0;
    let word = 0;
    for (let i = 0; i < d.length; i++) {
      if (i % 32 === 0) word = bits();
      if ((word >>> (i % 32)) & 1) {
        sum += d[i] ?? 0;
        size++;
      }
    }
    // An empty subset is the observed pattern again, which always counts against rejecting.
    means[sample] = size === 0 ? Number.POSITIVE_INFINITY : sum / size;
  }
  return means;
}

function bitCount(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function firstAtLeast(sorted: Float64Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
