import { type GateOutcome, gate } from '@weighbridge/verbs';
import { fetchMissing } from './artifacts.ts';
import type { Stage } from './stage.ts';

/**
 * The verdicts that earlier steps of this job left; where there are none, those of other jobs of this run.
 *
 * @param models names; empty means all
 */
export async function verdictsOfRun(stage: Stage, models: readonly string[]): Promise<GateOutcome> {
  const here = await gate(stage.call, [], models);
  if (here.verdicts.length > 0 || stage.call.env['ACTIONS_RUNTIME_TOKEN'] === undefined) return here;
  const fetched = await fetchMissing(stage, 'verdict', undefined);
  return fetched.length === 0 ? here : gate(stage.call, [], models);
}
