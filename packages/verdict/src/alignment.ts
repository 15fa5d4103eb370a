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
  /** 1: this example of the candidate was to be evaluated; by its place in the candidate. */
  readonly candidatePlanned: Uint8Array;
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
  const counted = countPlanned(input);
  if (newest === undefined) return { ...nothingJoined, ...counted };
  const there = placesIn(newest.ids, candidate.ids);
  const { kept, changed } = keptPlaces(input, newest, there);
  const ids = kept.length === newest.ids.length && isRange(kept) ? newest.ids : idsAt(newest.ids, kept);
  const planned = new Uint8Array(ids.length);
  const candidatePlaces = new Int32Array(ids.length).fill(-1);
  const plan = input.planned === undefined ? undefined : new Set(input.planned);
  for (let entry = 0; entry < kept.length; entry++) {
    const found = there[kept[entry] as number] as number;
    if (plan === undefined ? found < 0 : !plan.has(ids[entry] as string)) continue;
    planned[entry] = 1;
    candidatePlaces[entry] = found;
  }
  const older = baselines.slice(1).map((run) => placesIn(ids, run.ids));
  const onMain = new Uint8Array(candidate.ids.length);
  for (const place of there) if (place >= 0) onMain[place] = 1;
  const added = candidate.ids.filter((_, place) => onMain[place] === 0).sort(compareIds);
  return { ids, runPlaces: [kept, ...older], candidatePlaces, planned, ...counted, added, changed };
}

const nothingJoined = {
  ids: [],
  runPlaces: [],
  candidatePlaces: new Int32Array(),
  planned: new Uint8Array(),
  added: [],
  changed: [],
};

/** Places in main's newest run, in ascending order of ids, of what belongs to the suite and is the same example on both sides. */
function keptPlaces(
  { suite, candidate }: SuiteInput,
  newest: ResultColumns,
  there: Int32Array,
): { readonly kept: Int32Array; readonly changed: readonly string[] } {
  const within = suite === undefined ? undefined : new Set(suite);
  const order = ascending(newest.ids);
  const kept = new Int32Array(newest.ids.length);
  const changed: string[] = [];
  let count = 0;
  for (let at = 0; at < newest.ids.length; at++) {
    const place = order === undefined ? at : (order[at] as number);
    const id = newest.ids[place] as string;
    if (within !== undefined && !within.has(id)) continue;
    const other = there[place] as number;
    if (other >= 0 && keysDiffer(newest.exampleKeys[place], candidate.exampleKeys[other])) {
      changed.push(id);
      continue;
    }
    kept[count] = place;
    count++;
  }
  return { kept: kept.subarray(0, count), changed };
}

function isRange(places: Int32Array): boolean {
  return places.every((place, at) => place === at);
}

function idsAt(ids: readonly string[], places: Int32Array): readonly string[] {
  return Array.from(places, (place) => ids[place] as string);
}

function countPlanned({ candidate, planned }: SuiteInput) {
  const plan = planned === undefined ? undefined : new Set(planned);
  const candidatePlanned = new Uint8Array(candidate.ids.length);
  const removed: string[] = [];
  let evaluated = 0;
  for (let place = 0; place < candidate.ids.length; place++) {
    const id = candidate.ids[place] as string;
    if (plan !== undefined && !plan.has(id)) continue;
    candidatePlanned[place] = 1;
    if (candidate.errors[place] === 1) removed.push(id);
    else evaluated++;
  }
  const plannedCount = plan?.size ?? candidate.ids.length;
  if (plan !== undefined && evaluated + removed.length < plan.size) {
    const delivered = new Set(candidate.ids);
    for (const id of plan) if (!delivered.has(id)) removed.push(id);
  }
  return { plannedCount, candidatePlanned, evaluated, removed: removed.sort(compareIds) };
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
