import { join } from 'node:path';
import { evaluateNode, evaluateTexts, type Scope, textOf } from '../expression/evaluate.ts';
import type { JobState } from '../job/job-state.ts';
import type { Action } from '../read/read-action.ts';
import type { UsesStep } from '../read/workflow.ts';
import type { Place, StepEnd, Work } from './execution.ts';

/** A JavaScript action of this checkout: its main work, and its end if it has one. */
export interface ActionWork {
  readonly main: Work;
  readonly post: Work | undefined;
}

/** The work of an action, its inputs evaluated where the step stands. */
export function actionWork(step: UsesStep, action: Action, scope: Scope): ActionWork {
  const given = evaluateTexts(step.with, scope);
  const inputs = { ...defaultsOf(action, scope), ...lowered(given) };
  const inputVariables = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      value,
    ]),
  );
  const start = (place: Place, file: string): Promise<StepEnd> => {
    const { state } = place;
    const states = Object.entries(place.kept).map(([name, value]) => [`STATE_${name}`, value]);
    return place.run([state.run.engine.node.path, join(action.folder, file)], {
      cwd: state.folders.workspace,
      speaksForItself: true,
      env: { ...place.env, ...inputVariables, ...serviceVariables(state), ...Object.fromEntries(states) },
    });
  };
  const { post } = action;
  return {
    main(place) {
      const { log } = place.state;
      log.line(`##[group]Run ${step.uses}`);
      if (Object.keys(given).length > 0) log.line('with:');
      for (const [name, value] of Object.entries(given)) log.line(`  ${name}: ${value}`);
      log.line('##[endgroup]');
      warnOf(action, given, place.state);
      return start(place, action.main);
    },
    post: post === undefined ? undefined : (place) => start(place, post),
  };
}

function defaultsOf(action: Action, scope: Scope): Record<string, string> {
  const entries = action.inputs.map((input): [string, string] => [
    input.name.toLowerCase(),
    input.default === undefined ? '' : textOf(evaluateNode(input.default, scope)),
  ]);
  return Object.fromEntries(entries);
}

function lowered(given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
}

function warnOf(action: Action, given: Readonly<Record<string, string>>, { log }: JobState): void {
  const known = action.inputs.map(({ name }) => name);
  const unknown = Object.keys(given).filter(
    (name) => !known.some((one) => one.toLowerCase() === name.toLowerCase()),
  );
  const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
  if (unknown.length > 0) {
    const message = `Unexpected input(s) ${quoted(unknown)}, valid inputs are [${quoted(known)}]`;
    log.annotate({ level: 'warning', message });
  }
  for (const { name, deprecation } of action.inputs) {
    if (deprecation === undefined || lowered(given)[name.toLowerCase()] === undefined) continue;
    log.annotate({
      level: 'warning',
      message: `Input '${name}' has been deprecated with message: ${deprecation}`,
    });
  }
}

/** The job's own services, which only JavaScript actions hear of. */
function serviceVariables({ run, record }: JobState): Record<string, string> {
  const { github } = run.engine;
  return {
    ACTIONS_RESULTS_URL: github.resultsUrl,
    ACTIONS_RUNTIME_URL: github.resultsUrl,
    ACTIONS_RUNTIME_TOKEN: github.runtimeToken(run.record, record),
  };
}
