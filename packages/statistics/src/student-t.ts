import { betaKernel, regularizedBeta } from './incomplete-beta.ts';
import { normalQuantile } from './normal.ts';

/**
 * P(T ≤ t) of Student's t distribution, with relative precision in the lower tail (DLMF 8.17: half of I at df/(df+t²)).
 *
 * @param t may be infinite
 * @param df degrees of freedom, above 0
 */
export function tCdf(t: number, df: number): number {
  if (Number.isNaN(t) || !(df > 0)) return Number.NaN;
  if (t > 0) return 1 - tCdf(-t, df);
  if (t === 0) return 0.5;
  if (t === Number.NEGATIVE_INFINITY) return 0;
  const { x, y } = betaArguments(t, df);
  return 0.5 * regularizedBeta(x, y, df / 2, 0.5);
}

/**
 * The t with P(T ≤ t) = p.
 *
 * @param p in [0, 1]
 * @param df degrees of freedom, above 0
 */
export function tQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1 && df > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  if (p > 0.5) return -tQuantile(1 - p, df);
  if (p === 0) return Number.NEGATIVE_INFINITY;
  let low = -1;
  while (tCdf(low, df) > p) low *= 2;
  let high = 0;
  let t = Math.max(low / 2, Math.min(normalQuantile(p), -1e-3));
  for (let step = 0; step < 300; step++) {
    const below = tCdf(t, df);
    if (below > p) high = Math.min(high, t);
    else low = Math.max(low, t);
    const { x, y } = betaArguments(t, df);
    const density = betaKernel(x, y, df / 2, 0.5) / -t;
    const newton = t - (Math.log(below / p) * below) / density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - t) <= 4e-16 * Math.abs(t)) return next;
    t = next;
  }
  return t;
}

function betaArguments(t: number, df: number): { x: number; y: number } {
  const square = t * t;
  return Number.isFinite(square) ? { x: df / (df + square), y: square / (df + square) } : { x: 0, y: 1 };
}
