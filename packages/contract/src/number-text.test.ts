import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAmount,
  formatCount,
  formatDelta,
  formatInterval,
  formatValue,
  formatValueInterval,
} from './number-text.ts';

const share = { unit: null, range: [0, 1] as [number, number], baseline: 0.912 };
const cost = { unit: 'usd', range: null, baseline: 0.0041 };
const score = { unit: null, range: [1, 10] as [number, number], baseline: 7 };

describe('numbers as people say them', () => {
  it('prints shares in percent and their differences in percentage points', () => {
    expect(formatValue(0.912, share)).toBe('91.2 %');
    expect(formatValue(0.88, share)).toBe('88.0 %');
    expect(formatDelta(-0.032, share)).toBe('−3.2 pp');
    expect(formatDelta(0.002, share)).toBe('+0.2 pp');
    expect(formatDelta(0.0004, share)).toBe('+0.04 pp');
    expect(formatInterval([-0.047, 0.016], share)).toBe('−4.7 … +1.6');
    expect(formatInterval([null, 0.016], share)).toBe('−∞ … +1.6');
    expect(formatAmount(0.005, share)).toBe('0.5 pp');
    expect(formatAmount(0.04, share)).toBe('4 pp');
    expect(formatValueInterval([0.899, 0.927], share)).toBe('89.9 … 92.7');
  });

  it('prints money with enough figures and its differences relative', () => {
    expect(formatValue(0.0041, cost)).toBe('$0.0041');
    expect(formatValue(0.9, cost)).toBe('$0.90');
    expect(formatValue(1234.5, cost)).toBe('$1,235');
    expect(formatValue(4.1e-12, cost)).toBe('$4.1e−12');
    expect(formatValue(-2.5, cost)).toBe('−$2.50');
    expect(formatDelta(-0.0002, cost)).toBe('−4.9 %');
    expect(formatAmount(0.000205, cost)).toBe('5 %');
    expect(formatDelta(-0.0002, { ...cost, baseline: 0 })).toBe('−$0.00020');
  });

  it('prints quantities and scores with their unit', () => {
    expect(formatValue(41.23, { unit: 'ms', range: null })).toBe('41.2 ms');
    expect(formatValue(7.314, score)).toBe('7.31');
    expect(formatDelta(-0.314, score)).toBe('−0.31');
    expect(formatCount(1797)).toBe('1,797');
    expect(formatValue(null, score)).toBe('—');
  });

  it('never prints a negative zero, nor a sign before nothing', () => {
    expect(formatDelta(-0, share)).toBe('0.0 pp');
    expect(formatDelta(-1e-9, share)).toBe('0.00 pp');
    expect(formatValue(-0, score)).toBe('0');
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        for (const shape of [share, cost, score])
          for (const text of [formatValue(value, shape), formatDelta(value, shape)])
            expect(text).not.toMatch(/^[−+][$]?0(\.0*)?( |$)|NaN|Infinity|-/);
      }),
    );
  });
});
