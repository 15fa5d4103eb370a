/** Two values that differ by no more than this share of the larger one are the same number written twice. */
export const relativeNoise = 1e-9;

/** Whether two results are equal up to floating-point noise. */
export function nearlyEqual(a: number, b: number): boolean {
  return Math.abs(a - b) <= relativeNoise * Math.max(Math.abs(a), Math.abs(b));
}

/** Mean of a column by Neumaier's compensated sum, exact where the values are whole; NaN for an empty one. */
export function mean(column: Float64Array): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return (sum + lost) / column.length;
}

/** Largest size of a value; 0 for an empty column. */
export function largest(column: Float64Array): number {
  let most = 0;
  for (let i = 0; i < column.length; i++) {
    const size = Math.abs(column[i] as number);
    if (size > most) most = size;
  }
  return most;
}

/**
 * Σ (a − k·b − center)² over both columns, where center is the mean of a − k·b; 0 where the spread is only floating-point noise of
 * values as large as `scale`.
 */
export function squaresOfContrast(
  a: Float64Array,
  b: Float64Array,
  k: number,
  center: number,
  scale: number,
): number {
  let squares = 0;
  let residual = 0;
  for (let i = 0; i < a.length; i++) {
    const d = (a[i] as number) - k * (b[i] as number) - center;
    squares += d * d;
    residual += d;
  }
  const exact = squares - (residual * residual) / Math.max(1, a.length);
  return exact <= a.length * (relativeNoise * scale) ** 2 ? 0 : exact;
}
