import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { binomialCdf, mcnemarMidP } from './binomial.ts';
import { benjaminiHochberg, holm } from './many-tests.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { wilsonInterval } from './one-mean.ts';
import { pairedContrast } from './paired-contrast.ts';
import { regressionEstimate } from './regression-estimate.ts';
import { examplesToDecide } from './sample-size.ts';
import { signFlip } from './sign-flip.ts';
import { tCdf, tQuantile } from './student-t.ts';
import { tangoVariance } from './tango.ts';

interface Reference {
  readonly t: { readonly cdf: readonly Triple[]; readonly quantile: readonly Triple[] };
  readonly normal: { readonly cdf: readonly Pair[]; readonly quantile: readonly Pair[] };
  readonly binomial: readonly [number, number, number, number][];
  readonly midP: readonly Triple[];
  readonly tango: readonly [number, number, number, number, number][];
  readonly signFlip: readonly { readonly d: number[]; readonly center: number; readonly p: number }[];
  readonly manyTests: readonly { readonly p: number[]; readonly holm: boolean[]; readonly bh: boolean[] }[];
  readonly wilson: readonly [number, number, number, number][];
  readonly regression: readonly RegressionCase[];
  readonly pairedBounds: readonly PairedBound[];
  readonly sampleSizes: readonly Pair[];
}
type Pair = readonly [number, number];
type Triple = readonly [number, number, number];
interface RegressionCase {
  readonly candidate: number[];
  readonly baseline: number[];
  readonly rest: number[];
  readonly beta: number;
  readonly kappa: number;
  readonly delta: number;
  readonly variance: number;
  readonly ratio: number;
  readonly ratioVariance: number;
  readonly level: number;
  readonly levelVariance: number;
}
interface PairedBound {
  readonly candidate: number[];
  readonly baseline: number[];
  readonly unit: number;
  readonly difference: number;
  readonly ratio: number | null;
}

/** Made by reference/make.py with SciPy and statsmodels. */
const reference: Reference = JSON.parse(
  readFileSync(new URL('../reference/values.json', import.meta.url), 'utf8'),
);

function expectClose(actual: number, expected: number, what: string, relative = 1e-10): void {
  const error = expected === 0 ? Math.abs(actual) : Math.abs(actual - expected) / Math.abs(expected);
  expect(error, `${what}: ${actual} for ${expected}`).toBeLessThan(relative);
}

describe('against SciPy and statsmodels', () => {
  it("has the t distribution's tails and quantiles", () => {
    for (const [t, df, p] of reference.t.cdf) expectClose(tCdf(t, df), p, `P(T ≤ ${t}), ${df}`);
    for (const [p, df, t] of reference.t.quantile) expectClose(tQuantile(p, df), t, `t at ${p}, ${df}`);
  });

  it('has the normal distribution', () => {
    for (const [z, p] of reference.normal.cdf) expectClose(normalCdf(z), p, `P(Z ≤ ${z})`);
    for (const [p, z] of reference.normal.quantile) expectClose(normalQuantile(p), z, `z at ${p}`);
  });

  it('has the binomial distribution, also between whole counts', () => {
    for (const [k, n, p, value] of reference.binomial)
      expectClose(binomialCdf(k, n, p), value, `P(Bin(${n}, ${p}) ≤ ${k})`);
  });

  it("has McNemar's mid-p", () => {
    for (const [worse, better, p] of reference.midP)
      expectClose(mcnemarMidP(worse, better), p, `${worse}, ${better}`);
  });

  it("has Tango's variance as the likelihood maximised by search has it", () => {
    for (const [n, down, up, margin, variance] of reference.tango)
      expectClose(
        tangoVariance({ n, down, up, margin }),
        variance,
        `n ${n}, ${down} down, ${up} up, m ${margin}`,
        1e-9,
      );
  });

  it('has sign-flip permutations as enumeration has them', () => {
    for (const { d, center, p } of reference.signFlip)
      expectClose(signFlip(Float64Array.from(d)).p(center), p, `${d.length} at ${center}`);
  });

  it('has the procedures of Holm and of Benjamini and Hochberg', () => {
    for (const { p, holm: holmRejects, bh } of reference.manyTests) {
      expect(holm(p, 0.05).map(({ rejected }) => rejected)).toEqual(holmRejects);
      expect(benjaminiHochberg(p, 0.05)).toEqual(bh);
    }
  });

  it("has Wilson's interval", () => {
    for (const [count, n, low, high] of reference.wilson) {
      const [ownLow, ownHigh] = wilsonInterval(count / n, n, 0.05);
      expect(Math.abs(ownLow - low)).toBeLessThan(1e-12);
      expect(Math.abs(ownHigh - high)).toBeLessThan(1e-12);
    }
  });

  it('has the regression estimator as written from its definition', () => {
    for (const expected of reference.regression) {
      const sample = {
        candidate: Float64Array.from(expected.candidate),
        baseline: Float64Array.from(expected.baseline),
        rest: Float64Array.from(expected.rest),
      };
      const plain = regressionEstimate(sample, { ratioOfMeans: false });
      const ratio = regressionEstimate(sample, { ratioOfMeans: true });
      const name = `${expected.candidate.length} of ${expected.candidate.length + expected.rest.length}`;
      expectClose(plain.beta, expected.beta, `β, ${name}`);
      expectClose(plain.kappa, expected.kappa, `κ, ${name}`);
      expectClose(plain.delta, expected.delta, `Δ, ${name}`);
      expectClose(plain.variance, expected.variance, `v, ${name}`);
      expectClose(ratio.ratio, expected.ratio, `g, ${name}`);
      expectClose(ratio.variance, expected.ratioVariance, `v of the ratio, ${name}`);
      expectClose(plain.level, expected.level, `level, ${name}`);
      expectClose(plain.levelVariance, expected.levelVariance, `v of the level, ${name}`);
    }
  });

  it('bounds differences and ratios of means where the paired t test just rejects', () => {
    for (const expected of reference.pairedBounds) {
      const candidate = Float64Array.from(expected.candidate);
      const baseline = Float64Array.from(expected.baseline);
      const name = `${candidate.length} pairs`;
      const difference = pairedContrast(candidate, baseline, undefined);
      expectClose(difference.lowerEnd(0.05), expected.difference, `difference, ${name}`, 1e-8);
      const ratio = pairedContrast(candidate, baseline, expected.unit);
      if (expected.ratio === null) expect(ratio.lowerEnd(0.05)).toBe(Number.NEGATIVE_INFINITY);
      else expectClose(ratio.lowerEnd(0.05), expected.ratio, `ratio, ${name}`, 1e-8);
      for (const contrast of [difference, ratio])
        for (const alpha of [0.05, 0.001]) {
          const end = contrast.upperEnd(alpha);
          if (Number.isFinite(end)) expectClose(contrast.p(end), alpha, `p at the upper end, ${name}`, 1e-6);
          else expect(contrast.p(1e6)).toBeGreaterThan(alpha);
        }
    }
  });

  it('needs as many examples as the design says', () => {
    for (const [drop, examples] of reference.sampleSizes) {
      const pairSquare = 0.1 - drop ** 2;
      const needed = examplesToDecide({
        distance: drop,
        alpha: 0.05,
        residualSquare: pairSquare,
        fixedVariance: 0,
        pairSquare,
        total: 1e9,
      });
      expect(needed).toBe(Math.ceil(examples));
    }
    expect(reference.sampleSizes.map(([, examples]) => Math.ceil(examples))).toEqual([6177, 1540, 681, 242]);
  });
});
