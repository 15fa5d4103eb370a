import { largest, mean, nearlyEqual, squaresOfContrast } from './column.ts';

/** Results of both sides, turned so that higher is better, one entry an example and in an order of their own. */
export interface PairedSample {
  /** c over S. */
  readonly candidate: Float64Array;
  /** b over S: the mean of main's runs. */
  readonly baseline: Float64Array;
  /** b over the rest of the suite, N∖S. */
  readonly rest: Float64Array;
}

/** Δ̂ and its variance, with everything that they were made of. */
export interface RegressionEstimate {
  readonly n: number;
  readonly total: number;
  readonly beta: number;
  readonly kappa: number;
  /** g: 1 for a difference of means, the estimated ratio of means where amounts are relative. */
  readonly ratio: number;
  readonly candidateMean: number;
  readonly baselineMean: number;
  readonly restMean: number;
  readonly suiteMean: number;
  readonly delta: number;
  readonly variance: number;
  readonly df: number;
  /** θ̂_c = mean_S(c) + β(mean_N(b) − mean_S(b)) and its variance, for floors. */
  readonly level: number;
  readonly levelVariance: number;
  /** s²_S(c−βb), s²_S(b): what a suite of another size would have. */
  readonly residualSquare: number;
  readonly baselineSquare: number;
}

/**
 * The regression estimator: the subset borrows the precision of main's full results (survey sampling's regression estimator, CUPED,
 * PPI++ with a clipped weight). With f = n/N:
 *
 *     β = clip(cov_S(c,b) / var_S(b), 0, 1), 1 where var_S(b) = 0      κ_g = β(1−f) + g·f
 *     Δ̂ = mean_S(c) − κ_1·mean_S(b) − (1−κ_1)·mean_{N∖S}(b)
 *     v = s²_S(c − κ_g·b)/n + ((1−f)(g−β))²·s²_S(b)/(N−n)
 *
 * g = 1 gives the variance of Δ̂; g = θ̂_c / mean_N(b) that of the contrast c̄ − g·b̄, which is the delta method for the ratio of means
 * (times the baseline's mean). s² spends two degrees of freedom; with fewer than three pairs v is NaN.
 */
export function regressionEstimate(
  sample: PairedSample,
  options: { readonly ratioOfMeans: boolean },
): RegressionEstimate {
  const { candidate: c, baseline: b, rest } = sample;
  const n = c.length;
  const total = n + rest.length;
  const f = n / total;
  const candidateMean = mean(c);
  const baselineMean = mean(b);
  const restMean = rest.length === 0 ? 0 : mean(rest);
  const suiteMean = f === 1 ? baselineMean : f * baselineMean + (1 - f) * restMean;
  const scale = Math.max(largest(c), largest(b));
  const baselineSquares = squaresOfContrast(b, b, 0, baselineMean, scale);
  const beta = slope(c, b, candidateMean, baselineMean, baselineSquares);
  const kappa = beta * (1 - f) + f;
  const delta = candidateMean - kappa * baselineMean - (1 - kappa) * restMean;
  const level = candidateMean + beta * (suiteMean - baselineMean);
  const ratio = options.ratioOfMeans && suiteMean !== 0 ? level / suiteMean : 1;
  const spread = (k: number): number =>
    squaresOfContrast(c, b, k, candidateMean - k * baselineMean, scale) / (n - 2);
  const baselineSquare = baselineSquares / (n - 2);
  const outside = nearlyEqual(ratio, beta) ? 0 : (1 - f) * (ratio - beta);
  const restPart = rest.length === 0 ? 0 : outside ** 2 * (baselineSquare / rest.length);
  const residualSquare = spread(beta);
  return {
    n,
    total,
    beta,
    kappa,
    ratio,
    candidateMean,
    baselineMean,
    restMean,
    suiteMean,
    delta,
    variance: n < 3 ? Number.NaN : spread(beta * (1 - f) + ratio * f) / n + restPart,
    df: n - 2,
    level,
    levelVariance:
      n < 3 ? Number.NaN : residualSquare / n + (beta ** 2 * suiteSquare(b, rest, suiteMean)) / total,
    residualSquare,
    baselineSquare,
  };
}

function slope(
  c: Float64Array,
  b: Float64Array,
  candidateMean: number,
  baselineMean: number,
  baselineSquares: number,
): number {
  if (!(baselineSquares > 0)) return 1;
  let products = 0;
  for (let i = 0; i < c.length; i++)
    products += ((c[i] as number) - candidateMean) * ((b[i] as number) - baselineMean);
  return Math.min(1, Math.max(0, products / baselineSquares));
}

/** s²_N(b) over the whole suite. */
function suiteSquare(b: Float64Array, rest: Float64Array, suiteMean: number): number {
  let squares = 0;
  for (const part of [b, rest])
    for (let i = 0; i < part.length; i++) squares += ((part[i] as number) - suiteMean) ** 2;
  return squares / (b.length + rest.length - 2);
}
