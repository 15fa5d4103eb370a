import type { Estimate } from '@weighbridge/contract';
import { tCdf } from '@weighbridge/statistics';
import type { Comparison, FloorTest } from './comparison.ts';
import type { Weighed } from './family.ts';
import { finite } from './finite.ts';
import type { Question } from './question.ts';

/** The numbers of a comparison as the verdict keeps them, so that the decision can be redone by hand. */
export function estimateRecord(
  question: Question,
  comparison: Comparison,
  weighed: Weighed,
  floor: FloorTest | undefined,
): Estimate {
  const { shape } = question;
  const { estimate, counts, tests } = comparison;
  const amounts = typeof comparison.amounts === 'string' ? undefined : comparison.amounts;
  const statistic = (bound: number | undefined, variance: number | undefined): number | null =>
    bound === undefined || variance === undefined || !(variance > 0)
      ? null
      : finite((estimate.delta + bound) / Math.sqrt(variance));
  const held = statistic(amounts?.margin, tests?.held.variance);
  const missing = tests?.held.missing;
  return {
    kind: shape.kind,
    sign: shape.sign,
    width: shape.width,
    runs: question.input.baselines.length,
    total: estimate.total,
    n: estimate.n,
    beta: finite(estimate.beta),
    kappa: finite(estimate.kappa),
    ratio: finite(estimate.ratio) ?? 1,
    candidateMean: finite(estimate.candidateMean),
    baselineMean: finite(estimate.baselineMean),
    restMean: estimate.n === estimate.total ? null : finite(estimate.restMean),
    suiteMean: finite(estimate.suiteMean),
    delta: finite(estimate.delta),
    tolerance: finite(amounts?.tolerance),
    margin: finite(amounts?.margin),
    variance: finite(estimate.variance),
    pairVariance: finite(counts.pairVariance),
    tangoVariance: finite(tests?.held.tango),
    heldVariance: finite(tests?.held.variance),
    df: estimate.df,
    down: finite(counts.down),
    up: finite(counts.up),
    pairedEnd: finite(tests?.held.pairedEnd),
    statistic: { regressed: statistic(amounts?.tolerance, estimate.variance), held },
    test: question.role === 'shown' ? 'none' : (tests?.regressed.test ?? 'none'),
    p: {
      regressed: finite(tests?.regressed.p),
      t: finite(tests?.regressed.t),
      midP: finite(tests?.regressed.midP),
      signFlip: finite(tests?.regressed.signFlip),
      paired: finite(tests?.regressed.paired),
      held: held === null ? null : finite(tCdf(-held, estimate.df)),
      heldBinomial: finite(tests?.held.binomial),
      belowFloor: finite(floor?.p),
    },
    missing:
      missing === undefined
        ? null
        : {
            rows: comparison.missing,
            delta: finite(missing.delta),
            heldVariance: finite(missing.variance),
            held: missing.held,
          },
    floor:
      floor === undefined || !Number.isFinite(floor.variance)
        ? null
        : { estimate: floor.estimate, variance: floor.variance, value: floor.value + 0 },
    holm:
      weighed.holm === undefined
        ? null
        : {
            alpha: weighed.holm.alpha,
            family: weighed.holm.family,
            rank: weighed.holm.rank,
            level: weighed.holm.level,
          },
  };
}
