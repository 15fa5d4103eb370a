/** What a step-down procedure says of one hypothesis. */
export interface Step {
  readonly rejected: boolean;
  /** Place of this p among all, from 1. */
  readonly rank: number;
  /** The level that this p had to reach: after the first that fails, the level at which it failed. */
  readonly level: number;
}

/**
 * Holm's step-down procedure (1979): false rejections of any hypothesis ≤ alpha, whatever their dependence.
 *
 * @param p one a hypothesis; NaN never rejects but stays in the family
 * @param alpha level of the whole family
 */
export function holm(p: readonly number[], alpha: number): readonly Step[] {
  const order = byP(p);
  const steps: Step[] = new Array(p.length);
  let stoppedAt: number | undefined;
  order.forEach((hypothesis, index) => {
    const level = stoppedAt ?? alpha / (p.length - index);
    const rejected = stoppedAt === undefined && (p[hypothesis] ?? 1) <= level;
    if (!rejected) stoppedAt = level;
    steps[hypothesis] = { rejected, rank: index + 1, level };
  });
  return steps;
}

/**
 * Benjamini and Hochberg's procedure (1995): of what is rejected, at most a share q is expected to be false.
 *
 * @returns for every hypothesis, whether it is rejected
 */
export function benjaminiHochberg(p: readonly number[], q: number): readonly boolean[] {
  const order = byP(p);
  const last = order.findLastIndex(
    (hypothesis, index) => (p[hypothesis] ?? 1) <= (q * (index + 1)) / p.length,
  );
  const rejected: boolean[] = new Array(p.length).fill(false);
  for (const hypothesis of order.slice(0, last + 1)) rejected[hypothesis] = true;
  return rejected;
}

function byP(p: readonly number[]): readonly number[] {
  const known = (index: number): number => {
    const value = p[index];
    return value === undefined || Number.isNaN(value) ? 1 : value;
  };
  return p.map((_, index) => index).sort((a, b) => known(a) - known(b) || a - b);
}
