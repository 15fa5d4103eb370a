import type { Call } from './call.ts';
import { compareGiven } from './compare-given.ts';
import { readModelRun } from './model-run-files.ts';
import { openSession, type SessionOptions } from './session.ts';
import { type Weighed, weighed } from './verdict-files.ts';
import { weigh } from './weigh.ts';
import { weighEach } from './weigh-each.ts';
import { openBaseline } from './weigh-model.ts';

export interface CompareOptions extends SessionOptions {
  /** Result files or git revisions; none: main's stored results. Several: runs of main, averaged. */
  readonly baseline: readonly string[];
  /** Result files or a git revision; none: what `eval` left in the state folder. Several: shards, merged. */
  readonly candidate: readonly string[];
  /** Which suite the given files are of, where the model has several. */
  readonly suite?: string | undefined;
}

/**
 * Judges results that are there already: by hand, where files or revisions are named; else those of the last `eval`,
 * against main.
 */
export async function compare(call: Call, options: CompareOptions): Promise<Weighed> {
  if (options.baseline.length > 0 || options.candidate.length > 0)
    return weighed([await compareGiven(call, options)]);
  const session = await openSession(call, { ...options, fresh: true });
  return weighEach(call, session, async (plan, models) => {
    const run = await readModelRun(call, session.change, plan);
    const { baseline, columns } = await openBaseline(call, session, plan);
    return weigh(call, { change: session.change, plan, baseline, columns, run, models });
  });
}
