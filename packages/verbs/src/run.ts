import type { Call } from './call.ts';
import { isWhole } from './circumstances.ts';
import { isToBeWeighed } from './model-plan.ts';
import { openSession, type SessionOptions } from './session.ts';
import type { Weighed } from './verdict-files.ts';
import { weighEach } from './weigh-each.ts';
import { weighModel } from './weigh-model.ts';

/** plan → eval → compare → report for every model that the change touches. */
export async function run(
  call: Call,
  options: SessionOptions & { readonly full?: boolean },
): Promise<Weighed> {
  const session = await openSession(call, { ...options, fresh: true });
  const full = options.full === true || isWhole(session.change.circumstances);
  // All of them before the first is weighed: later they would stand in the part of the log that is another model's.
  for (const { model, why } of session.plans.filter(isToBeWeighed))
    call.reporter.line(`${model.name} is touched: ${why.join(', ')}`);
  return weighEach(
    call,
    session,
    async (plan, models) => (await weighModel(call, session, plan, { full, models })).verdict,
  );
}
