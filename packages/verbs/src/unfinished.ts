import { existsSync } from 'node:fs';
import { Failure, type Verdict } from '@weighbridge/contract';
import type { Call } from './call.ts';
import { readVerdicts } from './report.ts';
import { openSession, type SessionOptions } from './session.ts';
import { stateFolder } from './state-folder.ts';
import { failedVerdict, withoutWeighing } from './unweighed.ts';
import { type Weighed, writeVerdicts } from './verdict-files.ts';

/**
 * The report of a weighing that was cut off: verdicts that were reached stand, and every other model that was to be
 * weighed gets one that says why it was not.
 */
export async function reportUnfinished(
  call: Call,
  options: SessionOptions,
  reason: string,
): Promise<Weighed> {
  const { change, plans } = await openSession(call, options);
  const { root } = change.repository;
  const verdicts: Verdict[] = [];
  for (const plan of plans) {
    const path = (await stateFolder(root, plan.model.name)).file('verdict.json');
    const cutOff = () => failedVerdict(change, plan, new Failure('infrastructure', reason));
    if (existsSync(path)) verdicts.push(...(await readVerdicts(call, path)));
    else verdicts.push(withoutWeighing(change, plan) ?? cutOff());
  }
  return writeVerdicts(call, root, verdicts);
}
