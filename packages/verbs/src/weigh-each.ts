import type { Verdict } from '@weighbridge/contract';
import type { Call } from './call.ts';
import { alone } from './model-lock.ts';
import { isToBeWeighed, type ModelPlan } from './model-plan.ts';
import type { Session } from './session.ts';
import { asFailure } from './system-failure.ts';
import { failedVerdict, withoutWeighing } from './unweighed.ts';
import { type Weighed, writeVerdicts } from './verdict-files.ts';

/**
 * Weighs every model that the change touches. What stops one of them is its verdict, and the others are weighed all the
 * same: a report is written in any case.
 *
 * @throws what stopped it, with its report written, where a bug of ours did, or at a terminal only one model was to be
 *   weighed; in CI the verdict says it
 */
export async function weighEach(
  call: Call,
  session: Session,
  weighOne: (plan: ModelPlan, models: number) => Promise<Verdict>,
): Promise<Weighed> {
  const { root } = session.change.repository;
  const touched = session.plans.filter(isToBeWeighed).length;
  const verdicts: Verdict[] = [];
  let thrown: unknown;
  for (const plan of session.plans) {
    const settled = withoutWeighing(session.change, plan);
    if (settled !== undefined) {
      verdicts.push(settled);
      continue;
    }
    try {
      verdicts.push(await alone(root, plan.model.name, () => weighOne(plan, touched)));
    } catch (error) {
      const failure = asFailure(error);
      const only = session.plans.length === 1 && call.ci === undefined;
      if (failure === undefined || only) thrown ??= error;
      else for (const { message, where } of failure.problems) call.reporter.warn(message, where);
      verdicts.push(failedVerdict(session.change, plan, error));
      if (failure === undefined || call.signal.aborted) break;
    }
  }
  if (thrown === undefined) return writeVerdicts(call, root, verdicts);
  // Where even the report cannot be written, as on a full disk, what stopped the weighing says more.
  await writeVerdicts(call, root, verdicts).catch(() => undefined);
  throw thrown;
}
