import { DamagedRun, type RunRef, type RunStore, type StoredRun } from '@weighbridge/store';
import type { Call } from './call.ts';
import type { Change } from './change.ts';
import type { ModelPlan } from './model-plan.ts';

/** Runs of the same model are averaged, newest first; more than six add cost and no precision. */
export const maxBaselineRuns = 6;
/** How far back along main's first parents an ancestor's run is looked for. */
const maxAncestors = 500;

/** What a change is compared with, and how near it is: the rung of the ladder. */
export type Baseline =
  | {
      readonly rung: 'stored' | 'ancestor';
      readonly runs: readonly StoredRun[];
      readonly notes: readonly string[];
    }
  | { readonly rung: 'none'; readonly reason: string; readonly notes: readonly string[] };

/**
 * Looks for main's results: `stored`, runs of main under the base's model key whatever their commit; else `ancestor`,
 * the nearest stored run of another model key along main, which is shown and never blocks.
 */
export async function findBaseline(
  call: Call,
  change: Change,
  plan: ModelPlan,
  store: RunStore,
): Promise<Baseline> {
  if (change.base === undefined) {
    return { rung: 'none', reason: 'this is the first commit, so main has no results', notes: [] };
  }
  const listed = await store.list(plan.model.name);
  const reader = new Reader(store, change);
  const same = plan.base === undefined ? [] : listed.filter((run) => plan.base?.key.startsWith(run.modelKey));
  const stored = await reader.readNewest(
    same,
    (run) => run.evidence.modelKey === plan.base?.key && sharesHarness(run, plan),
  );
  if (stored.length > 0) return { rung: 'stored', runs: stored, notes: reader.notes };
  const nearest = await reader.readNearest(listed, change.base.sha);
  if (nearest !== undefined) {
    call.reporter.line(`no stored run of main's present ${plan.model.name}; the nearest older one is shown`);
    return { rung: 'ancestor', runs: [nearest], notes: reader.notes };
  }
  const reason =
    listed.length === 0
      ? `main has no stored run of ${plan.model.name} yet`
      : `none of main's ${listed.length} stored runs of ${plan.model.name} can serve as a baseline`;
  return { rung: 'none', reason, notes: reader.notes };
}

/** Whether a run was judged by the harness that the base has now, in every suite of the base. */
function sharesHarness(run: StoredRun, plan: ModelPlan): boolean {
  return plan.suites.every(
    ({ policy, base }) =>
      base === undefined ||
      run.evidence.suites.some(
        (suite) => suite.name === policy.name && suite.harnessKey === base.key && suite.full,
      ),
  );
}

class Reader {
  readonly notes: string[] = [];
  readonly #store: RunStore;
  readonly #change: Change;
  readonly #reads = new Map<string, Promise<StoredRun | undefined>>();

  constructor(store: RunStore, change: Change) {
    this.#store = store;
    this.#change = change;
  }

  /** The newest runs that fit, at most six; damaged ones are said and left out. */
  async readNewest(
    refs: readonly RunRef[],
    fits: (run: StoredRun) => boolean,
  ): Promise<readonly StoredRun[]> {
    const found: StoredRun[] = [];
    for (const ref of refs) {
      const run = await this.#read(ref);
      if (run !== undefined && fits(run)) found.push(run);
      if (found.length === maxBaselineRuns) break;
    }
    return found.sort((a, b) => b.at.getTime() - a.at.getTime());
  }

  /** The run of the commit nearest to the base along main's first parents. */
  async readNearest(refs: readonly RunRef[], base: string): Promise<StoredRun | undefined> {
    if (refs.length === 0) return undefined;
    for (const { sha } of await this.#change.repository.firstParents(base, maxAncestors)) {
      for (const ref of refs.filter((run) => sha.startsWith(run.commit))) {
        const run = await this.#read(ref);
        if (run !== undefined) return run;
      }
    }
    return undefined;
  }

  /** Reads a run once, so that one that is left out is said once. */
  #read(ref: RunRef): Promise<StoredRun | undefined> {
    const read = this.#reads.get(ref.name) ?? this.#readNew(ref);
    this.#reads.set(ref.name, read);
    return read;
  }

  async #readNew(ref: RunRef): Promise<StoredRun | undefined> {
    try {
      const run = await this.#store.read(ref);
      if (mayServe(run, this.#change)) return run;
      this.notes.push(`the stored run ${ref.name} is left out: its trust is \`${run.evidence.trust}\``);
      return undefined;
    } catch (error) {
      if (!(error instanceof DamagedRun)) throw error;
      this.notes.push(error.message);
      return undefined;
    }
  }
}

/** Runs stored from a terminal serve a terminal only. */
function mayServe(run: StoredRun, change: Change): boolean {
  const { trust } = run.evidence;
  return trust === 'main' || (trust === 'local' && change.circumstances.trust === 'local');
}

const dayMs = 86_400_000;

/** How long ago a stored run was made, in days. */
export function ageInDays(call: Call, run: StoredRun): number {
  return (call.now().getTime() - run.at.getTime()) / dayMs;
}
