import { type Estimate, type MetricVerdict, placeOf } from '@weighbridge/contract';
import { detectableDrop } from '@weighbridge/statistics';
import { estimateRecord } from './estimate-record.ts';
import type { Weighed } from './family.ts';
import { floorOf } from './family.ts';
import { finite } from './finite.ts';
import { heldAlpha, onlyLook } from './levels.ts';
import { methodText } from './method-text.ts';
import { unturned } from './metric-shape.ts';
import type { Question } from './question.ts';
import { questionNotes } from './question-notes.ts';
import { whatDecides } from './what-decides.ts';

/** One line of the verdict: what was measured in the metric's own unit, and what was decided of it. */
export function metricVerdict(question: Question, weighed: Weighed): MetricVerdict {
  const { shape, comparison, alone } = question;
  const { policy } = shape;
  const outcome = metricOutcome(question, weighed);
  const amounts = typeof comparison?.amounts === 'object' ? comparison.amounts : undefined;
  const delta =
    comparison === undefined ? null : finite(shape.sign * shape.width * comparison.estimate.delta);
  const suiteMean = comparison === undefined ? null : finite(unturned(shape, comparison.estimate.suiteMean));
  const own = alone === undefined || alone.n === 0 ? null : finite(unturned(shape, alone.mean));
  const interval = intervalOf(question, weighed.alpha);
  const sides: [number, number] = shape.sign === 1 ? [heldAlpha, weighed.alpha] : [weighed.alpha, heldAlpha];
  return {
    name: policy.name,
    suite: question.input.policy.name,
    slice: question.slice,
    gate: question.slice === null ? shape.gate : question.reported ? 'warn' : shape.gate,
    better: policy.better,
    unit: policy.unit ?? null,
    range: shape.range === null ? null : [...shape.range],
    floor: question.slice === null ? (policy.floor ?? null) : null,
    baseline: suiteMean,
    candidate: suiteMean === null || delta === null ? own : suiteMean + delta,
    delta,
    interval,
    level: interval === null ? null : 1 - (heldAlpha + weighed.alpha),
    alpha: interval === null ? null : sides,
    observed: observedOf(question),
    tolerance: amounts === undefined ? null : amounts.tolerance * shape.width,
    margin: amounts === undefined ? null : amounts.margin * shape.width,
    marginIsDefault: policy.margin === undefined,
    n: comparison?.estimate.n ?? alone?.n ?? 0,
    total: comparison?.estimate.total ?? alone?.n ?? 0,
    detectable: detectableOf(question, weighed),
    look: onlyLook,
    method: methodText(question),
    outcome,
    wouldDecide: outcome === 'inconclusive' ? decidesOf(question) : null,
    candidateInterval: aloneInterval(question),
    estimate: recordOf(question, weighed),
    config: placeOf(policy.where),
    notes: questionNotes(question),
  };
}

function metricOutcome(question: Question, weighed: Weighed): MetricVerdict['outcome'] {
  const { comparison } = question;
  if (question.tooManyMissing) return 'missing';
  if (weighed.belowFloor && !weighed.regressed) return 'below-floor';
  if (comparison === undefined || question.role === 'shown' || comparison.estimate.total === 0)
    return 'missing';
  if (weighed.regressed) return 'regressed';
  if (comparison.tests?.improved) return 'improved';
  return comparison.tests?.held.held ? 'held' : 'inconclusive';
}

/** In the metric's own unit; an end is null where nothing bounds it, and within the range what is possible bounds it. */
function intervalOf(question: Question, alpha: number): [number | null, number | null] | null {
  const { shape, comparison } = question;
  if (comparison?.tests === undefined || !Number.isFinite(comparison.estimate.variance)) return null;
  const widest = shape.range === null ? Number.POSITIVE_INFINITY : 1;
  const low = Math.max(-widest, comparison.tests.held.lowerEnd);
  const high = Math.min(widest, comparison.tests.regressed.upperEnd(alpha));
  const scale = shape.sign * shape.width;
  return scale > 0
    ? [finite(scale * low), finite(scale * high)]
    : [finite(scale * high), finite(scale * low)];
}

function observedOf({ shape, comparison }: Question): MetricVerdict['observed'] {
  if (comparison === undefined) return null;
  const { counts, observed } = comparison;
  return {
    n: counts.n,
    baseline: finite(unturned(shape, observed.baseline)),
    candidate: finite(unturned(shape, observed.candidate)),
    worse: counts.worse,
    better: counts.better,
  };
}

function detectableOf({ shape, comparison }: Question, weighed: Weighed): number | null {
  if (comparison === undefined || typeof comparison.amounts === 'string') return null;
  const { variance, df, n } = comparison.estimate;
  const passFail = shape.kind === 'pass-fail';
  if (variance === 0 && !passFail) return null;
  const drop = detectableDrop({
    tolerance: comparison.amounts.tolerance,
    variance,
    df,
    alpha: weighed.smallestAlpha,
    passFail: passFail ? { n } : undefined,
  });
  return finite(drop * shape.width);
}

function decidesOf({ shape, comparison }: Question): MetricVerdict['wouldDecide'] {
  if (comparison === undefined || typeof comparison.amounts === 'string') return null;
  const bounded = shape.range !== null;
  const size = Math.abs(comparison.estimate.suiteMean);
  const { margin } = comparison.amounts;
  const step = bounded ? 0.001 : size > 0 ? size / 1000 : margin / 100;
  const largest = bounded ? 1 : Math.max(size, 10 * margin);
  const decides = whatDecides(comparison, largest, step);
  return {
    examples: decides.examples,
    margin: decides.margin === null ? null : decides.margin * shape.width,
  };
}

function aloneInterval({ shape, alone }: Question): [number, number] | null {
  if (alone?.interval === undefined) return null;
  const ends = alone.interval.map((end) => unturned(shape, end));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return Number.isFinite(low) && Number.isFinite(high) ? [low, high] : null;
}

function recordOf(question: Question, weighed: Weighed): Estimate | null {
  return question.comparison === undefined
    ? null
    : estimateRecord(question, question.comparison, weighed, floorOf(question));
}
