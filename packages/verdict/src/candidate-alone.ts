import {
  largest,
  mean,
  meanInterval,
  shareBelowP,
  squaresOfContrast,
  tCdf,
  wilsonInterval,
} from '@weighbridge/statistics';
import { compareIds, outOfRange } from './alignment.ts';
import type { FloorTest } from './comparison.ts';
import type { SuiteInput } from './input.ts';
import { fewestExamples, heldAlpha } from './levels.ts';
import { type MetricShape, turned } from './metric-shape.ts';

/** A metric of the candidate where there is nothing to compare it with; in units of y. */
export interface Alone {
  readonly n: number;
  readonly mean: number;
  /** 90 %: Wilson's for pass/fail, t's for other numbers. */
  readonly interval: readonly [number, number] | undefined;
  readonly floor: FloorTest | undefined;
}

/**
 * Mean, interval and floor from the candidate's planned examples alone.
 *
 * @throws Failure `rows` where a value lies outside of the metric's range
 */
export function candidateAlone(input: SuiteInput, shape: MetricShape): Alone {
  const values = plannedValues(input, shape);
  const n = values.length;
  const center = mean(values);
  const square = n < 2 ? Number.NaN : squaresOfContrast(values, values, 0, center, largest(values)) / (n - 1);
  const variance = square / n;
  const share = shape.kind === 'pass-fail';
  const interval =
    n === 0
      ? undefined
      : share
        ? wilsonInterval(center, n, heldAlpha)
        : meanInterval(center, Math.sqrt(variance), n, heldAlpha);
  const floor = shape.policy.floor === undefined ? undefined : turned(shape, shape.policy.floor);
  return {
    n,
    mean: center,
    interval,
    floor:
      floor === undefined || n === 0
        ? undefined
        : {
            estimate: center,
            variance,
            value: floor,
            below: center < floor - 1e-9 * Math.max(Math.abs(center), Math.abs(floor)),
            p: belowP(center, variance, n, floor, share),
          },
  };
}

function belowP(center: number, variance: number, n: number, floor: number, share: boolean): number {
  if (n < fewestExamples) return Number.NaN;
  if (share) return shareBelowP(center, n, floor);
  if (variance > 0) return tCdf((center - floor) / Math.sqrt(variance), n - 1);
  return center < floor ? 0 : 1;
}

function plannedValues(input: SuiteInput, shape: MetricShape): Float64Array {
  const { candidate, planned } = input;
  const column = candidate.metrics.get(shape.policy.of);
  const plan = planned === undefined ? undefined : new Set(planned);
  const places: number[] = [];
  candidate.ids.forEach((id, place) => {
    const x = column?.[place] ?? Number.NaN;
    if (Number.isNaN(x) || plan?.has(id) === false) return;
    if (shape.range !== null && (x < shape.range[0] || x > shape.range[1]))
      throw outOfRange(shape.policy.name, id, x, "the change's rows", shape.range);
    places.push(place);
  });
  places.sort((a, b) => compareIds(candidate.ids[a] as string, candidate.ids[b] as string));
  return Float64Array.from(places, (place) => turned(shape, column?.[place] ?? Number.NaN));
}
