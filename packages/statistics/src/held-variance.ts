import type { PairedCounts } from './paired-counts.ts';
import { tangoVariance } from './tango.ts';

/**
 * v_P: the variance that `held` is tested with where results lie in [0, 1]. The regression estimator's v is raised by the factor by which
 * Tango's variance under Δ = −margin exceeds the sample's, v_T / v_pair; never below v_T / 4. Where v_pair is 0, since nothing disagrees or
 * all pairs differ by the same amount, the factor is unbounded and the larger of v and v_T stands.
 *
 * @param variance v of the regression estimator
 * @param counts against main's newest single run, in [0, 1]
 * @param margin in (0, 1]
 */
export function heldVariance(
  variance: number,
  counts: PairedCounts,
  margin: number,
): { readonly tango: number; readonly held: number } {
  const tango = tangoVariance({ n: counts.n, down: counts.down, up: counts.up, margin });
  if (counts.pairVariance === 0) return { tango, held: Math.max(variance, tango) };
  return { tango, held: Math.max(variance * Math.max(1, tango / counts.pairVariance), tango / 4) };
}
