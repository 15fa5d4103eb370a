import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAmount, parseShare } from './amount.ts';
import { maxDurationMs, parseDuration } from './duration.ts';
import { nearest } from './nearest.ts';
import { parseWindow } from './window.ts';

test.each([
  [0.01, 'absolute', 0.01],
  ['0.01', 'absolute', 0.01],
  ['1pp', 'points', 0.01],
  ['0.7pp', 'points', 0.007],
  ['10%', 'relative', 0.1],
  ['150%', 'relative', 1.5],
])('the amount %s', (written, kind, value) => {
  expect(parseAmount(written)).toEqual({ kind, value });
});

test.each([
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  '-1%',
  '1 %',
  '1e3',
  '.5',
  '5.',
  '1pp ',
  '1PP',
  'pp',
  null,
  true,
  [],
])('%j is no amount', (written) => {
  expect(parseAmount(written)).toBeUndefined();
});

const hundredths = fc.tuple(fc.nat(99_999), fc.integer({ min: 0, max: 9_999 }));

test('an amount is the number as written, without the noise of dividing', () => {
  fc.assert(
    fc.property(hundredths, fc.constantFrom('pp', '%'), ([whole, fraction], unit) => {
      const digits = `${whole}.${String(fraction).padStart(4, '0')}`;
      const text = (whole * 10_000 + fraction).toString().padStart(7, '0');
      expect(parseAmount(digits + unit)?.value).toBe(Number(`${text.slice(0, -6)}.${text.slice(-6)}`));
    }),
  );
});

test('text that is no number is never an amount, a share or a duration', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const amount = parseAmount(text);
      expect(amount === undefined || (Number.isFinite(amount.value) && amount.value >= 0)).toBe(true);
      const share = parseShare(text);
      expect(share === undefined || (share >= 0 && share <= 1)).toBe(true);
      const duration = parseDuration(text);
      expect(duration === undefined || (duration > 0 && duration <= maxDurationMs)).toBe(true);
    }),
  );
});

test.each([
  ['2%', 0.02],
  [0.5, 0.5],
  ['100%', 1],
  ['100.1%', undefined],
  [1.1, undefined],
  ['0.02', undefined],
  [undefined, undefined],
])('the share %j', (written, value) => {
  expect(parseShare(written)).toBe(value);
});

test.each([
  ['90s', 90_000],
  ['30m', 1_800_000],
  ['2h', 7_200_000],
  ['1h30m', 5_400_000],
  ['1h0m5s', 3_605_000],
  ['0s', undefined],
  ['597h', undefined],
  ['30', undefined],
  ['30m1h', undefined],
  ['1.5h', undefined],
  ['2d', undefined],
  ['', undefined],
  [30, undefined],
])('the duration %j', (written, ms) => {
  expect(parseDuration(written)).toBe(ms);
});

test('hours, minutes and seconds add up', () => {
  fc.assert(
    fc.property(fc.nat(99), fc.nat(999), fc.integer({ min: 1, max: 999 }), (hours, minutes, seconds) => {
      expect(parseDuration(`${hours}h${minutes}m${seconds}s`)).toBe(
        (hours * 3_600 + minutes * 60 + seconds) * 1_000,
      );
    }),
  );
});

test('a window is two real days in order', () => {
  expect(parseWindow('2024-02-29/2024-02-29')).toEqual({ from: '2024-02-29', to: '2024-02-29' });
  expect(parseWindow('2025-02-29/2025-03-01')).toEqual({ problem: '2025-02-29 is no day of the calendar' });
  expect(parseWindow('2025-01-02/2025-01-01')).toHaveProperty('problem');
  expect(parseWindow('2025-1-1/2025-1-2')).toHaveProperty('problem');
});

const keys = ['tolerance', 'margin', 'max_missing', 'must_pass', 'run', 'id', 'of'];

test.each([
  ['tolerence', 'tolerance'],
  ['Margin', 'margin'],
  ['must-pass', 'must_pass'],
  ['maxmissing', 'max_missing'],
  ['rn', 'run'],
  ['ids', 'id'],
  ['whatever', undefined],
  ['x', undefined],
  ['threshold', undefined],
])('the known name nearest to %s is %s', (written, known) => {
  expect(nearest(written, keys)).toBe(known);
});
