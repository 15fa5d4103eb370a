import { type Estimate, formatCount } from '@weighbridge/contract';
import { countOf } from './count-text.ts';

/** A number as it is calculated with: six figures, not rounded for reading. */
export function raw(number: number | null): string {
  if (number === null) return '—';
  const text = number === 0 ? '0' : sixFigures(number);
  return text.replaceAll('-', '−').replace('e+', 'e');
}

function sixFigures(number: number): string {
  const rounded = Number(number.toPrecision(6));
  return Math.abs(rounded) >= 1e9 ? rounded.toExponential() : rounded.toString();
}

function means(estimate: Estimate): string {
  const turned = estimate.sign === -1 ? ', turned so that higher is better' : '';
  const scale = estimate.width === 1 ? '' : `, 1 = ${raw(estimate.width)} of its own unit`;
  const rest = estimate.restMean === null ? '' : `, main on the rest ${raw(estimate.restMean)}`;
  const whole = estimate.suiteMean === null ? '' : `, main on the whole suite ${raw(estimate.suiteMean)}`;
  return `Means (${estimate.kind}${turned}${scale}): this change c = ${raw(estimate.candidateMean)}, main on the same examples b = ${raw(estimate.baselineMean)}${rest}${whole}; main is ${estimate.runs === 1 ? 'one run' : `the mean of ${countOf(estimate.runs, 'run')}`}.`;
}

function contrast(estimate: Estimate): string {
  const ratio = estimate.ratio === 1 ? '' : ` g = ${raw(estimate.ratio)} (ratio of means),`;
  const whole = estimate.n === estimate.total || estimate.restMean === null;
  const formula = whole ? 'c − g·b' : 'c − κ·g·b − (1 − κ)·g·rest';
  const plain = estimate.ratio === 1 ? formula.replaceAll('g·', '') : formula;
  return `Estimate from n = ${formatCount(estimate.n)} of N = ${formatCount(estimate.total)} examples:${ratio} β = ${raw(estimate.beta)}, κ = ${raw(estimate.kappa)}, Δ = ${plain} = ${raw(estimate.delta)}, variance v = ${raw(estimate.variance)}.`;
}

const tests: Readonly<Record<Estimate['test'], string>> = {
  t: 'a t test',
  't-and-mid-p': 'the larger p of a t test and mid-p McNemar',
  't-and-pairs': 'the larger p of a t test and of the pairs alone',
  'sign-flip': 'a sign-flip permutation',
  'no-variance': 'plain comparison, as nothing varies',
  'too-few': 'nothing: there are too few examples',
  none: 'nothing',
};

function regressedTest(estimate: Estimate): string {
  const { holm, p } = estimate;
  const needed =
    holm === null
      ? ''
      : `; it had to be at most ${raw(holm.level)}${holm.family === 1 ? '' : ` (Holm: place ${holm.rank} of ${holm.family} at α = ${raw(holm.alpha)})`}`;
  const both =
    estimate.test === 't-and-mid-p'
      ? ` (t ${raw(p.t)}, mid-p ${raw(p.midP)})`
      : estimate.test === 't-and-pairs'
        ? ` (t ${raw(p.t)}, pairs ${raw(p.paired ?? null)})`
        : '';
  const result = p.regressed === null ? '' : `: p = ${raw(p.regressed)}${both}${needed}`;
  return `Regressed, decided by ${tests[estimate.test]}: (Δ + δ)/√v = (${raw(estimate.delta)} + ${raw(estimate.tolerance)})/√${raw(estimate.variance)} = ${raw(estimate.statistic.regressed)}, ${formatCount(estimate.df)} degrees of freedom${result}.`;
}

function heldTest(estimate: Estimate): string | undefined {
  if (estimate.statistic.held === null) return undefined;
  const tango =
    estimate.tangoVariance === null
      ? ''
      : ` (Tango v_T = ${raw(estimate.tangoVariance)}, paired ${raw(estimate.pairVariance)}, down ${raw(estimate.down)}, up ${raw(estimate.up)})`;
  const binomial = estimate.p.heldBinomial === null ? '' : `, binomial p = ${raw(estimate.p.heldBinomial)}`;
  const paired =
    estimate.pairedEnd == null
      ? ''
      : `, and Δ by the pairs alone at least −m = ${raw(estimate.margin === null ? null : -estimate.margin)}; its lower end is ${raw(estimate.pairedEnd)}`;
  return `Held: (Δ + m)/√v_P = (${raw(estimate.delta)} + ${raw(estimate.margin)})/√${raw(estimate.heldVariance)} = ${raw(estimate.statistic.held)}${tango}: p = ${raw(estimate.p.held)}${binomial}; it had to be at most 0.05${paired}.`;
}

function missingTest({ missing }: Estimate): string | undefined {
  if (missing === null || missing.rows === 0) return undefined;
  return `With the ${countOf(missing.rows, 'missing row')} at ${missing.rows === 1 ? 'its' : 'their'} worst value Δ = ${raw(missing.delta)}, which ${missing.held ? 'still holds' : 'does not hold'}.`;
}

function floorTest({ floor, p }: Estimate): string | undefined {
  if (floor === null) return undefined;
  return `Floor: the estimate ${raw(floor.estimate)} with variance ${raw(floor.variance)} against ${raw(floor.value)}${p.belowFloor === null ? '' : `: p = ${raw(p.belowFloor)}`}.`;
}

/** The numbers behind a decision, each with its name in docs/statistics.md. */
export function estimateLines(estimate: Estimate): readonly (string | undefined)[] {
  return [
    means(estimate),
    contrast(estimate),
    regressedTest(estimate),
    heldTest(estimate),
    missingTest(estimate),
    floorTest(estimate),
  ];
}
