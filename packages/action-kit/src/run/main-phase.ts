import type { Call } from '@weighbridge/verbs';
import type { ActionDefinition, ActionResult, OutputValue } from '../definition.ts';
import { appendValues } from '../files/file-command.ts';
import { appendSummary } from '../files/summary.ts';
import type { ActionHost } from '../host.ts';
import type { CallPart, Inputs } from '../inputs/input.ts';
import { readInputs } from '../inputs/read-inputs.ts';
import type { ActionsLog } from '../log/actions-log.ts';
import type { Interruption } from './interruption.ts';
import { saveOwnState, savePhase } from './state.ts';
import { troubleMarkdown, troubleOf } from './trouble.ts';

/** Does the work of an action, and answers with the step's exit code. Never throws. */
export async function mainPhase<Given extends Inputs, Output extends string>(
  definition: ActionDefinition<Given, Output>,
  host: ActionHost,
  log: ActionsLog,
  interruption: Interruption,
): Promise<number> {
  let begun = false;
  try {
    const { values, masks, call } = readInputs(definition.inputs, host.env);
    for (const value of masks) log.mask(value);
    savePhase(host, log, 'started');
    begun = true;
    const run = {
      call: callOf(host, log, interruption.signal, call),
      inputs: values,
      saveState: (name: string, text: string) => saveOwnState(host, name, text),
    };
    const result = await interruption.during(definition.act(run));
    if (interruption.code() === undefined && result !== undefined) {
      publish(definition, host, log, result);
      savePhase(host, log, 'finished');
      return result.exitCode;
    }
  } catch (error) {
    if (interruption.code() === undefined) return await complain(definition, host, log, error, begun);
  }
  const message = 'the job was cancelled';
  log.say(message);
  savePhase(host, log, 'cancelled', message);
  return interruption.code() ?? 4;
}

/** The world as a verb may see it. */
export function callOf(host: ActionHost, log: ActionsLog, signal: AbortSignal, part: CallPart): Call {
  const { env, now, random, version, user } = host;
  const cwd = env['GITHUB_WORKSPACE'] || host.cwd;
  return { cwd, env, now, random, version, signal, reporter: log.reporter, user, ...part };
}

function publish<Output extends string>(
  { outputs }: Pick<ActionDefinition<Inputs, Output>, 'outputs'>,
  host: ActionHost,
  log: ActionsLog,
  result: ActionResult<Output>,
): void {
  summarize(host, log, result.summary);
  // Last and outside of any group: GitHub folds groups, and these are the lines to be seen.
  log.say(result.log ?? '');
  for (const annotation of result.annotations ?? []) log.annotate(annotation);
  const values = Object.entries<OutputValue | undefined>(result.outputs).filter(
    ([name, value]) => Object.hasOwn(outputs, name) && value !== undefined,
  );
  writeOutputs(host, log, Object.fromEntries(values));
}

function writeOutputs(host: ActionHost, log: ActionsLog, values: Readonly<Record<string, unknown>>): void {
  if (Object.keys(values).length > 0 && !appendValues(host.env, 'GITHUB_OUTPUT', values))
    log.reporter.warn('the outputs could not be written: the runner gave no file for them (GITHUB_OUTPUT)');
}

/** Appends to the summary, or says why not. */
export function summarize(host: ActionHost, log: ActionsLog, markdown: string | undefined): void {
  const why = markdown ? appendSummary(host.env, markdown) : undefined;
  if (why !== undefined) log.reporter.warn(`the job summary could not be written: ${why}`);
}

async function complain(
  { title, outputs }: Pick<ActionDefinition<Inputs, string>, 'title' | 'outputs'>,
  host: ActionHost,
  log: ActionsLog,
  error: unknown,
  begun: boolean,
): Promise<number> {
  const trouble = await troubleOf(title, error);
  log.say(trouble.message);
  for (const annotation of trouble.annotations) log.annotate(annotation, 'said');
  summarize(host, log, troubleMarkdown(title, trouble));
  try {
    const said = { outcome: 'error', 'exit-code': trouble.exitCode };
    const declared = Object.entries(said).filter(([name]) => Object.hasOwn(outputs, name));
    writeOutputs(host, log, Object.fromEntries(declared));
    // Where nothing was begun, there is nothing to report on.
    if (begun) savePhase(host, log, trouble.how, trouble.message);
  } catch (cause) {
    log.reporter.warn(`the runner's files could not be written: ${String(cause)}`);
  }
  return trouble.exitCode;
}
