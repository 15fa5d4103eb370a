/** A number as JSON can carry it: null for NaN and the infinities, and never a negative zero. */
export function finite(value: number | null | undefined): number | null {
  if (value === null || value === undefined || !Number.isFinite(value)) return null;
  return value === 0 ? 0 : value;
}
