import type { Amount } from '../policy.ts';

/** A number, with `pp` for percentage points or `%` for a share of the baseline. */
export const amountPattern = /^(\d{1,12}(?:\.\d{1,15})?)(pp|%)?$/;

/** Reads `0.01`, `1pp` (value 0.01) or `10%` (value 0.1); undefined where it is none of them. */
export function parseAmount(written: unknown): Amount | undefined {
  if (typeof written === 'number') {
    return Number.isFinite(written) && written >= 0 ? { kind: 'absolute', value: written } : undefined;
  }
  const [, digits, unit] = typeof written === 'string' ? (amountPattern.exec(written) ?? []) : [];
  if (digits === undefined) {
    return undefined;
  }
  if (unit === undefined) {
    return { kind: 'absolute', value: Number(digits) };
  }
  return { kind: unit === 'pp' ? 'points' : 'relative', value: hundredth(digits) };
}

export const sharePattern = /^(\d{1,3}(?:\.\d{1,15})?)%$/;

/** Reads a share between 0 and 1, written `2%` or `0.02`; undefined where it is neither. */
export function parseShare(written: unknown): number | undefined {
  const digits = typeof written === 'string' ? sharePattern.exec(written)?.[1] : undefined;
  const value = digits === undefined ? written : hundredth(digits);
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined;
}

/** Shifts the decimal point in the text: 0.7 / 100 would be 0.006999999999999999. */
function hundredth(digits: string): number {
  return Number(`${digits}e-2`);
}
