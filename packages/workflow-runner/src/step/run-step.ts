import { Failure } from '@weighbridge/contract';
import {
  evaluate,
  evaluateNode,
  evaluateTexts,
  isTrue,
  type Json,
  type Scope,
  textOf,
} from '../expression/evaluate.ts';
import { type JobState, stepScope } from '../job/job-state.ts';
import type { Node } from '../read/node.ts';
import type { Step } from '../read/workflow.ts';
import { workOf } from './action-of.ts';
import { execute } from './execution.ts';
import { firstLine, scriptWork } from './run-script.ts';
import { actionFields, plainName } from './step-name.ts';
import { beginStep, endStep, worsen } from './step-record.ts';

/** Unless a step or job says otherwise, as on GitHub. */
export const usualTimeoutMinutes = 360;

interface Prepared {
  readonly name: string;
  readonly holds: boolean;
  /** Of workflow, job and step. */
  readonly env: Readonly<Record<string, string>>;
  readonly scope: Scope;
  readonly timeoutMinutes: number;
  readonly forgiving: boolean;
}

/** Runs a step if its condition holds, and notes what came of it. */
export async function runStep(state: JobState, step: Step): Promise<void> {
  const startedMs = performance.now();
  const passed = (): number => performance.now() - startedMs;
  let prepared: Prepared;
  try {
    prepared = prepare(state, step);
  } catch (cause) {
    if (!(cause instanceof Failure) || cause.code !== 'config') throw cause;
    beginStep(state, plainName(step));
    state.log.annotate({ level: 'failure', message: cause.message });
    worsen(state, 'failure');
    endStep(state, {
      step,
      name: plainName(step),
      outcome: 'failure',
      conclusion: 'failure',
      durationMs: passed(),
    });
    return;
  }
  const { name, holds, env, scope, timeoutMinutes, forgiving } = prepared;
  if (!holds) {
    endStep(state, { step, name, outcome: 'skipped', conclusion: 'skipped', durationMs: 0 });
    return;
  }
  beginStep(state, name);
  const kept: Record<string, string> = {};
  const action = step.kind === 'uses' ? actionFields(step) : {};
  const { end, outputs } = await execute(
    state,
    { id: step.id, name, env, kept, timeoutMinutes, action },
    async (place) => {
      if (step.kind === 'run') return scriptWork(step, scope, env)(place);
      const { main, post, postCondition } = await workOf(state, step, scope);
      // From here on the action's end is run, whatever becomes of its beginning.
      if (post !== undefined) {
        const common = { id: step.id, name: `Post ${name}`, where: step.where, env, kept, action };
        state.posts.unshift({ ...common, condition: postCondition, work: post });
      }
      return main(place);
    },
  );
  const forgiven = end === 'failure' && forgiving;
  if (end !== 'success' && !forgiven) worsen(state, end);
  endStep(state, {
    step,
    name,
    outcome: end,
    conclusion: forgiven ? 'success' : end,
    outputs,
    durationMs: passed(),
  });
}

function prepare(state: JobState, step: Step): Prepared {
  const see = (env: Readonly<Record<string, string>>): Scope => scopeOf(state, step, env);
  const env = { ...state.env, ...evaluateTexts(step.env, see(state.env)) };
  const scope = see(env);
  const holds = isTrue(evaluate(step.condition, scope, step.where));
  const setting = (node: Node | undefined): Json =>
    holds && node !== undefined ? evaluateNode(node, scope) : null;
  const named = setting(step.name);
  const minutes = setting(step.timeoutMinutes);
  return {
    name: named === null ? nameOf(step, setting) : state.mask.apply(textOf(named)),
    holds,
    env,
    scope,
    timeoutMinutes: typeof minutes === 'number' && minutes > 0 ? minutes : usualTimeoutMinutes,
    forgiving: isTrue(setting(step.continueOnError)),
  };
}

/** Of a script with expressions, its first line as it is run. */
function nameOf(step: Step, setting: (node: Node | undefined) => Json): string {
  const script = step.kind === 'run' && step.name === undefined ? setting(step.run) : null;
  return script === null ? plainName(step) : `Run ${firstLine(textOf(script))}`;
}

function scopeOf(state: JobState, step: Step, env: Readonly<Record<string, string>>): Scope {
  const scope = stepScope(state, env, step.where);
  const fields = { action: step.id, ...(step.kind === 'uses' ? actionFields(step) : {}) };
  return {
    ...scope,
    contexts: { ...scope.contexts, github: { ...Object(scope.contexts['github']), ...fields } },
  };
}
