import { Failure } from '@weighbridge/contract';
import type { ActionDefinition } from '../definition.ts';
import type { ActionHost } from '../host.ts';
import type { Inputs } from '../inputs/input.ts';
import { readInputs } from '../inputs/read-inputs.ts';
import type { ActionsLog } from '../log/actions-log.ts';
import type { Interruption } from './interruption.ts';
import { callOf, summarize } from './main-phase.ts';
import { endingOf, ownState } from './state.ts';

/** Reports on a main phase that did not finish. It fails no job: whatever goes wrong with it is a warning. */
export async function postPhase<Given extends Inputs, Output extends string>(
  definition: ActionDefinition<Given, Output>,
  host: ActionHost,
  log: ActionsLog,
  interruption: Interruption,
): Promise<0> {
  const ending = endingOf(host);
  if (ending === undefined || definition.report === undefined) return 0;
  const late = new AbortController();
  const { postMs } = host.limits;
  const tooLate = new Promise<never>((_, reject) => {
    late.signal.addEventListener('abort', () =>
      reject(new Failure('infrastructure', `it took more than ${Math.ceil(postMs / 1_000)} s`)),
    );
  });
  const timer = setTimeout(() => late.abort(), postMs);
  try {
    const { values, masks, call } = readInputs(definition.inputs, host.env);
    for (const value of masks) log.mask(value);
    const signal = AbortSignal.any([interruption.signal, late.signal]);
    const run = {
      call: callOf(host, log, signal, call),
      inputs: values,
      ending,
      state: (name: string) => ownState(host, name),
    };
    const result = await interruption.during(Promise.race([definition.report(run), tooLate]));
    summarize(host, log, result?.summary);
    if (result?.log) log.say(result.log);
  } catch (error) {
    const why =
      error instanceof Failure ? error.message : error instanceof Error ? error.stack : String(error);
    log.reporter.warn(`what became of the run could not be reported: ${why}`);
  } finally {
    clearTimeout(timer);
    tooLate.catch(() => undefined);
  }
  return 0;
}
