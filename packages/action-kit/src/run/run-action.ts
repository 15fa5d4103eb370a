import type { ActionDefinition } from '../definition.ts';
import type { ActionHost } from '../host.ts';
import type { Inputs } from '../inputs/input.ts';
import { openLog } from '../log/actions-log.ts';
import { watchInterruption } from './interruption.ts';
import { mainPhase } from './main-phase.ts';
import { postPhase } from './post-phase.ts';

/**
 * Runs an action as a step of a workflow: `main`, or `post` after all of the job's steps. Answers with the exit code,
 * and then ends the process with it, as work that was given up may go on in it. Never throws.
 */
export async function runAction<Given extends Inputs, Output extends string>(
  definition: ActionDefinition<Given, Output>,
  phase: 'main' | 'post',
  host: ActionHost,
): Promise<number> {
  const log = openLog(host);
  // To the very end: what comes late must not change what the step answers.
  const interruption = watchInterruption(host);
  const code = await (phase === 'main' ? mainPhase : postPhase)(definition, host, log, interruption);
  log.close();
  await host.flush();
  host.exit(code);
  interruption.end();
  return code;
}
