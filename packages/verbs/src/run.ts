import type { Verdict } from '@weighbridge/contract';
import type { Call } from './call.ts';
import { openSession, type SessionOptions } from './session.ts';
import { type Weighed, writeVerdicts } from './verdict-files.ts';
import { untouched } from './weigh.ts';
import { weighModel } from './weigh-model.ts';

/** plan → eval → compare → report for every model that the change touches. */
export async function run(
  call: Call,
  options: SessionOptions & { readonly full?: boolean },
): Promise<Weighed> {
  const session = await openSession(call, options);
  const touched = session.plans.filter((plan) => plan.touched).length;
  const verdicts: Verdict[] = [];
  for (const plan of session.plans) {
    if (plan.touched) call.reporter.line(`${plan.model.name} is touched: ${plan.why.join(', ')}`);
    verdicts.push(
      plan.touched
        ? (await weighModel(call, session, plan, { full: options.full ?? false, models: touched })).verdict
        : untouched(session.change, plan),
    );
  }
  return writeVerdicts(call, session.change.repository.root, verdicts);
}
