import type { Call } from './call.ts';
import { isWhole } from './circumstances.ts';
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
  return weighEach(call, session, async (plan, models) => {
    call.reporter.line(`${plan.model.name} is touched: ${plan.why.join(', ')}`);
    return (await weighModel(call, session, plan, { full, models })).verdict;
  });
}
