import { examplesToDecide } from '@weighbridge/statistics';
import type { Comparison } from './comparison.ts';
import { fewestExamples, heldAlpha } from './levels.ts';

/** What would turn `inconclusive` into an answer, in units of y; null where nothing can be said. */
export interface WouldDecide {
  readonly examples: number | null;
  readonly margin: number | null;
}

/**
 * Examples: at which a difference like this one is told from the farther boundary 4 times in 5. Margin: the smallest at which what was
 * measured is `held`, rounded up to a number that can be written down.
 *
 * @param step what a written margin is a multiple of
 */
export function whatDecides(comparison: Comparison, largestMargin: number, step: number): WouldDecide {
  const { amounts, tests } = comparison;
  if (typeof amounts === 'string' || tests === undefined || comparison.estimate.n < fewestExamples)
    return { examples: null, margin: null };
  return {
    examples: examples(comparison, amounts),
    margin: margin(comparison, amounts.margin, largestMargin, step),
  };
}

function examples(comparison: Comparison, amounts: { tolerance: number; margin: number }): number | null {
  const { estimate, counts, tests } = comparison;
  const toRegressed = -(estimate.delta + amounts.tolerance);
  const toHeld = estimate.delta + amounts.margin;
  const raised = (tests?.held.variance ?? Number.NaN) / estimate.variance;
  const factor = toHeld >= toRegressed && raised > 1 && Number.isFinite(raised) ? raised : 1;
  const needed = examplesToDecide({
    distance: Math.max(toRegressed, toHeld),
    alpha: heldAlpha,
    residualSquare: estimate.residualSquare * factor,
    fixedVariance: ((1 - estimate.beta) ** 2 * estimate.baselineSquare) / estimate.total,
    pairSquare: counts.pairVariance * counts.n * factor,
    total: estimate.total,
  });
  return needed === undefined ? null : Math.max(needed, estimate.n + 1);
}

function margin(comparison: Comparison, from: number, largest: number, step: number): number | null {
  const heldAt = comparison.tests?.heldAt;
  if (heldAt === undefined || !(step > 0) || !(largest > from) || !heldAt(largest).held) return null;
  const most = Math.ceil(largest / step);
  // Beyond whole numbers there is no middle to halve towards.
  if (!Number.isSafeInteger(most)) return null;
  let below = Math.floor(from / step);
  let above = most;
  while (above - below > 1) {
    const middle = Math.floor((above + below) / 2);
    if (heldAt(Math.min(largest, middle * step)).held) above = middle;
    else below = middle;
  }
  return Math.min(largest, above * step);
}
