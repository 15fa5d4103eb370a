/** What Tango's score needs of paired results in [0, 1]. */
export interface TangoInput {
  readonly n: number;
  /** Σ(b−c) over the pairs in which the candidate is worse. */
  readonly down: number;
  /** Σ(c−b) over the pairs in which the candidate is better. */
  readonly up: number;
  /** The drop that the hypothesis claims, in (0, 1]. */
  readonly margin: number;
}

/**
 * Variance of the mean difference under Δ = −margin, with the nuisance probability at its maximum likelihood (Tango 1998, Stat. Med.
 * 17:891): (2q + m(1−m)) / n. A variance estimated from the sample is far too small where few pairs disagree.
 */
export function tangoVariance({ n, down, up, margin }: TangoInput): number {
  const a = 2 * n;
  const b = -down - up + (2 * n - down + up) * margin;
  const c = -up * margin * (1 - margin);
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  // Of the two forms of the positive root, the one that does not cancel.
  const q = b > 0 ? (-2 * c) / (b + root) : (root - b) / (2 * a);
  return (2 * q + margin * (1 - margin)) / n;
}
