import { Failure } from '@weighbridge/contract';
import type { ResultColumns } from '@weighbridge/results';
import { ascending, placesIn } from './id-places.ts';
import type { SuiteInput } from './input.ts';

/**
 * Both sides of a suite, joined by id. Entries stand in ascending order of their ids, so that whatever is summed over them is the same to
 * the last bit, in whatever order the rows came.
 */
export interface Alignment {
  /** Ids of main's newest run that belong to the suite and whose example is the same on both sides. */
  readonly ids: readonly string[];
  /** Place of each entry in each of main's runs, the newest first; −1: not in it. */
  readonly runPlaces: readonly Int32Array[];
  /** Place of each entry in the candidate; −1: not in it, or not planned. */
  readonly candidatePlaces: Int32Array;
  /** 1: was to be evaluated. */
  readonly planned: Uint8Array;
  readonly plannedCount: number;
  /** Planned ids that were evaluated. */
  readonly evaluated: number;
  /** Planned and not delivered, or evaluated with an error. */
  readonly removed: readonly string[];
  /** In the candidate, but not on main. */
  readonly added: readonly string[];
  /** Examples whose content differs between the sides; left out. */
  readonly changed: readonly string[];
}

/** Joins a suite's candidate with main's runs; without any run nothing is joined and only the plan is counted. */
export function align(input: SuiteInput): Alignment {
  const { candidate, baselines } = input;
  const newest = baselines[0];
  const plan = input.planned === undefined ? undefined : new Set(input.planned);
  const counted = countPlanned(candidate, plan);
  if (newest === undefined)
    return {
      ids: [],
      runPlaces: [],
      candidatePlaces: new Int32Array(),
      planned: new Uint8Array(),
      ...counted,
      added: [],
      changed: [],
    };
  const suite = input.suite === undefined ? undefined : new Set(input.suite);
  const order = ascending(newest.ids);
  const kept: number[] = [];
  const changed: string[] = [];
  const there = placesIn(newest.ids, candidate.ids);
  for (let at = 0; at < newest.ids.length; at++) {
    const place = order === undefined ? at : (order[at] as number);
    const id = newest.ids[place] as string;
    if (suite !== undefined && !suite.has(id)) continue;
    if (keysDiffer(newest.exampleKeys[place], candidate.exampleKeys[there[place] as number]))
      changed.push(id);
    else kept.push(place);
  }
  const ids = kept.map((place) => newest.ids[place] as string);
  const planned = new Uint8Array(ids.length);
  const candidatePlaces = new Int32Array(ids.length).fill(-1);
  kept.forEach((place, entry) => {
    const found = there[place] as number;
    if (plan === undefined ? found >= 0 : plan.has(ids[entry] as string)) {
      planned[entry] = 1;
      candidatePlaces[entry] = found;
    }
  });
  const older = baselines.slice(1).map((run) => placesIn(ids, run.ids));
  const onMain = placesIn(candidate.ids, newest.ids);
  const added = candidate.ids.filter((_, place) => (onMain[place] as number) < 0).sort(compareIds);
  return {
    ids,
    runPlaces: [Int32Array.from(kept), ...older],
    candidatePlaces,
    planned,
    ...counted,
    added,
    changed,
  };
}

function countPlanned(candidate: ResultColumns, plan: ReadonlySet<string> | undefined) {
  const delivered = (place: number): boolean => candidate.errors[place] !== 1;
  if (plan === undefined) {
    const removed = candidate.ids.filter((_, place) => !delivered(place)).sort(compareIds);
    const plannedCount = candidate.ids.length;
    return { plannedCount, evaluated: plannedCount - removed.length, removed };
  }
  const missing = new Set(plan);
  candidate.ids.forEach((id, place) => {
    if (delivered(place)) missing.delete(id);
  });
  return {
    plannedCount: plan.size,
    evaluated: plan.size - missing.size,
    removed: [...missing].sort(compareIds),
  };
}

const keysDiffer = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b;

/** Ascending order of UTF-16 code units. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A value outside of the range that a metric is judged in cannot be judged. */
export function outOfRange(
  metric: string,
  id: string,
  value: number,
  side: string,
  range: readonly [number, number],
): Failure {
  return new Failure(
    'rows',
    `${metric} of example ${JSON.stringify(id)} is ${value} in ${side}, outside of ${range[0]} … ${range[1]}; mend the rows, or declare the metric's \`range\``,
  );
}
