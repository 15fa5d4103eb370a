import type { Ending } from '../definition.ts';
import { appendValues } from '../files/file-command.ts';
import type { ActionHost } from '../host.ts';
import type { ActionsLog } from '../log/actions-log.ts';

/** How far the main phase got, as the post phase reads it. Without a word it was never begun. */
export type Phase = 'started' | 'finished' | Exclude<Ending['how'], 'killed'>;

const phaseName = 'weighbridge-phase';
const messageName = 'weighbridge-message';
const ownName = (name: string): string => `weighbridge-own-${name}`;
/** An environment holds it, and those have limits. */
const maxMessageChars = 4_000;

/** Says how far the main phase got. Where that cannot be written, the step goes on: only its report would be missed. */
export function savePhase({ env }: ActionHost, log: ActionsLog, phase: Phase, message?: string): void {
  const said = message === undefined ? {} : { [messageName]: message.slice(0, maxMessageChars) };
  try {
    appendValues(env, 'GITHUB_STATE', { [phaseName]: phase, ...said });
  } catch (error) {
    log.reporter.warn(`the state of the step could not be written: ${String(error)}`);
  }
}

export function saveOwnState({ env }: ActionHost, name: string, text: string): void {
  appendValues(env, 'GITHUB_STATE', { [ownName(name)]: text });
}

export function ownState({ env }: ActionHost, name: string): string | undefined {
  return env[`STATE_${ownName(name)}`];
}

/** How the main phase ended; undefined where it finished, or was never begun. */
export function endingOf({ env }: ActionHost): Ending | undefined {
  const phase = env[`STATE_${phaseName}`];
  const message = env[`STATE_${messageName}`] || undefined;
  switch (phase) {
    case 'started':
      return { how: 'killed', message: undefined };
    case 'failed':
    case 'crashed':
    case 'cancelled':
      return { how: phase, message };
    default:
      return undefined;
  }
}
