import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean } from './column.ts';
import { heldVariance } from './held-variance.ts';
import { holm } from './many-tests.ts';
import { pairedCounts } from './paired-counts.ts';
import { regressionEstimate } from './regression-estimate.ts';
import { risingRoot } from './root.ts';
import { detectableDrop } from './sample-size.ts';
import { signFlip } from './sign-flip.ts';
import { tCdf, tQuantile } from './student-t.ts';

const floats = (...values: number[]): Float64Array => Float64Array.from(values);

describe('numerical traps', () => {
  it('answers NaN, not nonsense, for fewer than three pairs', () => {
    for (const n of [0, 1, 2]) {
      const c = new Float64Array(n).fill(1);
      const estimate = regressionEstimate(
        { candidate: c, baseline: c, rest: floats() },
        { ratioOfMeans: false },
      );
      expect(estimate.variance).toBeNaN();
      expect(pairedCounts(c, c).pairVariance).toBeNaN();
    }
  });

  it('sees no variance in a constant difference, although its floating-point image varies', () => {
    const baseline = Float64Array.from({ length: 50 }, (_, i) => i / 50);
    const candidate = baseline.map((b) => b - 0.1);
    const estimate = regressionEstimate({ candidate, baseline, rest: floats() }, { ratioOfMeans: false });
    expect(estimate.variance).toBe(0);
    expect(estimate.delta).toBeCloseTo(-0.1, 14);
  });

  it('takes the weight of a constant baseline as 1', () => {
    const baseline = new Float64Array(20).fill(1);
    const candidate = Float64Array.from({ length: 20 }, (_, i) => (i < 3 ? 0 : 1));
    const estimate = regressionEstimate(
      { candidate, baseline, rest: new Float64Array(60).fill(1) },
      { ratioOfMeans: false },
    );
    expect([estimate.beta, estimate.kappa]).toEqual([1, 1]);
    expect(estimate.delta).toBeCloseTo(-0.15, 14);
  });

  it('does not depend on the unit, from 1e-12 to 1e12', () => {
    const baseline = Float64Array.from({ length: 40 }, (_, i) => 1 + Math.sin(i));
    const candidate = baseline.map((b, i) => b * (1 + Math.cos(i * 7) / 10));
    const of = (unit: number) =>
      regressionEstimate(
        {
          candidate: candidate.map((c) => c * unit),
          baseline: baseline.map((b) => b * unit),
          rest: floats(),
        },
        { ratioOfMeans: true },
      );
    const plain = of(1);
    for (const unit of [1e-12, 1e12]) {
      expect(of(unit).delta / unit).toBeCloseTo(plain.delta, 12);
      expect(of(unit).variance / unit ** 2).toBeCloseTo(plain.variance, 12);
    }
  });

  it('sums whole numbers exactly', () => {
    expect(mean(Float64Array.from({ length: 400 }, (_, i) => (i < 340 ? 1 : 0)))).toBe(0.85);
    expect(mean(floats(1e16, 1, -1e16))).toBeCloseTo(1 / 3, 15);
  });

  it('has a variance for held where nothing disagrees, and where every pair differs by the same', () => {
    const same = pairedCounts(new Float64Array(30).fill(1), new Float64Array(30).fill(1));
    const none = heldVariance(0, same, 0.05);
    expect(none.held).toBe(none.tango);
    const lower = pairedCounts(new Float64Array(30).fill(0.9), new Float64Array(30).fill(1));
    expect(heldVariance(0, lower, 0.2).held).toBeGreaterThan(0);
  });

  it('tests held with no less variance than the estimate has, also where nothing disagrees with the newest run', () => {
    const same = Float64Array.from({ length: 400 }, (_, i) => (i % 3 === 0 ? 0 : 1));
    const counts = pairedCounts(same, same);
    expect(heldVariance(0, counts, 0.02).held).toBeCloseTo((0.02 * 0.98) / 400, 12);
    expect(heldVariance(0.01, counts, 0.02).held).toBe(0.01);
  });

  it('quantile and distribution of t are inverse', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-10, max: 1 - 1e-10, noNaN: true }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (p, df) => {
          expect(Math.abs(tCdf(tQuantile(p, df), df) - p)).toBeLessThan(1e-9 * Math.min(p, 1 - p) + 1e-13);
        },
      ),
    );
  });

  it('sign-flips reject exactly where the upper end lies below the center', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 8, maxLength: 20 }),
        fc.constantFrom(0.05, 0.025, 0.01),
        (whole, alpha) => {
          const flips = signFlip(Float64Array.from(whole, (value) => value / 20));
          for (const center of [0.013, -0.0517, -0.2021])
            expect(flips.p(center) <= alpha).toBe(flips.upperEnd(alpha) < center);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('Holm: what a level rejects, its own level says', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (p) => {
        for (const [at, step] of holm(p, 0.05).entries())
          expect((p[at] ?? 1) <= step.level).toBe(step.rejected);
      }),
    );
  });

  it('keeps hypotheses without a p in the family', () => {
    expect(holm([0.03, Number.NaN], 0.05).map(({ rejected }) => rejected)).toEqual([false, false]);
    expect(holm([0.02, Number.NaN], 0.05).map(({ rejected }) => rejected)).toEqual([true, false]);
  });

  it('finds roots, and the ends where there is none', () => {
    expect(risingRoot((x) => x * x * x - 0.2, 0, 1)).toBeCloseTo(0.2 ** (1 / 3), 15);
    expect(risingRoot(() => 1, 0, 1)).toBe(0);
    expect(risingRoot(() => -1, 0, 1)).toBe(1);
  });

  it('does not call a suite in which nothing disagreed able to see every drop', () => {
    const drop = detectableDrop({ tolerance: 0, variance: 0, df: 398, alpha: 0.05, passFail: { n: 400 } });
    expect(drop).toBeGreaterThan(0.01);
    expect(drop).toBeLessThan(0.02);
  });
});
