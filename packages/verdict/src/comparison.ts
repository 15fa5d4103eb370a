import {
  mcnemarMidP,
  mean,
  type PairedCounts,
  pairedContrast,
  pairedCounts,
  type RegressionEstimate,
  regressionEstimate,
  relativeNoise,
  signFlip,
  tCdf,
} from '@weighbridge/statistics';
import type { Amounts } from './amounts.ts';
import { type HeldTest, heldTester } from './held-test.ts';
import { fewDiscordant, fewestExamples, fewScores, heldAlpha } from './levels.ts';
import { type MetricShape, turned } from './metric-shape.ts';
import { differences, type RegressedTest, regressedTest } from './regressed-test.ts';
import { restOf, type Sample } from './sample.ts';

/** One metric compared over the suite or over a slice: every test's answer, before the family of tests is weighed together. In units of y. */
export interface Comparison {
  /** Plain means over S. The columns themselves are not kept: there is a set of them for every metric and slice. */
  readonly observed: { readonly candidate: number; readonly baseline: number };
  /** Examples that were planned, are on main, and have no value in the candidate. */
  readonly missing: number;
  readonly estimate: RegressionEstimate;
  readonly counts: PairedCounts;
  /** A sentence where the amounts say nothing against this mean: then nothing is tested. */
  readonly amounts: Amounts | string;
  readonly tests: ComparisonTests | undefined;
}

export interface ComparisonTests {
  readonly regressed: RegressedTest;
  readonly held: HeldTest;
  readonly heldAt: (margin: number) => HeldTest;
  readonly improved: boolean;
  readonly floor: FloorTest | undefined;
}

/** H0: the candidate's level is at least the floor. */
export interface FloorTest {
  readonly estimate: number;
  readonly variance: number;
  readonly value: number;
  /** NaN where too few examples can tell. */
  readonly p: number;
  /** The point estimate lies below. */
  readonly below: boolean;
}

/** @param amounts from the suite's mean in the metric's own unit */
export function compare(
  shape: MetricShape,
  sample: Sample,
  amounts: (suiteMean: number) => Amounts | string,
  suiteMean: number,
  withFloor: boolean,
): Comparison {
  const chosen = amounts(suiteMean);
  const ratioOfMeans = typeof chosen === 'string' ? false : chosen.ratioOfMeans;
  const estimate = regressionEstimate({ ...sample, rest: restOf(sample) }, { ratioOfMeans });
  const counts = pairedCounts(sample.candidate, sample.newest);
  const measured = {
    observed: {
      candidate: estimate.candidateMean,
      baseline: sample.newest === sample.baseline ? estimate.baselineMean : mean(sample.newest),
    },
    missing: sample.missingBaseline.length,
    estimate,
    counts,
  };
  if (typeof chosen === 'string') return { ...measured, amounts: chosen, tests: undefined };
  const unit = ratioOfMeans ? estimate.suiteMean : undefined;
  const pairs =
    shape.kind === 'quantity' ? pairedContrast(sample.candidate, sample.baseline, unit) : undefined;
  const regressed = regressedTest(shape.kind, sample, estimate, counts, pairs, chosen.tolerance);
  const heldAt = heldTester(sample, estimate, counts, pairs);
  const held = heldAt(chosen.margin);
  return {
    ...measured,
    amounts: chosen,
    tests: {
      regressed,
      held,
      heldAt,
      improved: held.held && held.lowerEnd > 0 && gainIsShown(shape, sample, counts),
      floor:
        withFloor && shape.policy.floor !== undefined
          ? floorTest(estimate, turned(shape, shape.policy.floor))
          : undefined,
    },
  };
}

/** The small-sample rules of `regressed`, seen from the other side. */
function gainIsShown(shape: MetricShape, sample: Sample, counts: PairedCounts): boolean {
  if (shape.kind === 'score' && counts.n < fewScores)
    return signFlip(differences(sample).map((d) => -d)).p(0) <= heldAlpha;
  if (shape.kind === 'pass-fail' && counts.worse + counts.better < fewDiscordant)
    return mcnemarMidP(counts.better, counts.worse) <= heldAlpha;
  return true;
}

function floorTest(estimate: RegressionEstimate, floor: number): FloorTest {
  const { level, levelVariance, n, df } = estimate;
  const below = level < floor - relativeNoise * Math.max(Math.abs(level), Math.abs(floor));
  const p =
    n < fewestExamples
      ? Number.NaN
      : levelVariance > 0
        ? tCdf((level - floor) / Math.sqrt(levelVariance), df)
        : below
          ? 0
          : 1;
  return { estimate: level, variance: levelVariance, value: floor, p, below };
}
