const perRootTwoPi = 1 / Math.sqrt(2 * Math.PI);

/** Density of the standard normal distribution. */
function normalDensity(z: number): number {
  return perRootTwoPi * Math.exp((-z * z) / 2);
}

/** P(Z ≤ z) with relative precision in the lower tail: Marsaglia's series near 0, the continued fraction of Mills' ratio beyond 3. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (z < -38.6) return 0;
  if (z > 3) return 1 - normalCdf(-z);
  if (z < -3) {
    let ratio = -z;
    for (let k = 200; k >= 1; k--) ratio = -z + k / ratio;
    return normalDensity(z) / ratio;
  }
  let sum = z;
  let term = z;
  for (let k = 3; k < 200 && Math.abs(term) > 1e-18; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + normalDensity(z) * sum;
}

/**
 * The z with P(Z ≤ z) = p.
 *
 * @param p in (0, 1); 0 and 1 answer the infinities
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (p > 0.5) return -normalQuantile(1 - p);
  // Newton on ln P, which is concave: from the left it never overshoots.
  let z = -Math.sqrt(-2 * Math.log(p));
  for (let step = 0; step < 100; step++) {
    const below = normalCdf(z);
    const next = z - (Math.log(below / p) * below) / normalDensity(z);
    if (Math.abs(next - z) <= 1e-15 * Math.max(1, Math.abs(z))) return next;
    z = next;
  }
  return z;
}
