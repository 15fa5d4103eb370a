import { Failure } from '@weighbridge/contract';
import { evaluateNode, evaluateTexts, isTrue, type Scope, textOf } from '../expression/evaluate.ts';
import { entriesOf, keyOf } from '../read/node.ts';
import { foreignRunner } from '../read/unsupported.ts';
import { usualTimeoutMinutes } from '../step/run-step.ts';
import { type JobState, stepScope } from './job-state.ts';

/** `env:` of workflow and job, and the job's settings. Throws a Failure where they cannot be evaluated. */
export function settingsOf(state: JobState) {
  const { frame, job } = state;
  const see = (env: Record<string, string>): Scope => stepScope(state, env, job.where);
  const outer = evaluateTexts(frame.workflow.env, see({}));
  const env = { ...outer, ...evaluateTexts(job.env, see(outer)) };
  const labels = job.runsOn === undefined ? '' : JSON.stringify(evaluateNode(job.runsOn, see(env)));
  const foreign = [...labels.matchAll(/"([^"]+)"/g)].find(([, label = '']) => foreignRunner(label))?.[1];
  if (foreign !== undefined) {
    const where = job.runsOn?.where ?? job.where;
    throw new Failure(
      'usage',
      `the runner '${foreign}' is not supported: jobs run on this machine, as on Linux`,
      { where },
    );
  }
  const minutes = job.timeoutMinutes === undefined ? null : evaluateNode(job.timeoutMinutes, see(env));
  return {
    env,
    timeoutMinutes: typeof minutes === 'number' && minutes > 0 ? minutes : usualTimeoutMinutes,
    continueOnError: job.continueOnError !== undefined && isTrue(evaluateNode(job.continueOnError, see(env))),
  };
}

/** Outputs that hold a secret are left out, as GitHub does. */
export function outputsOf(state: JobState): Record<string, string> {
  const scope = stepScope(state, state.env, state.job.where);
  const entries = entriesOf(state.job.outputs).flatMap((entry): [string, string][] => {
    const value = textOf(evaluateNode(entry.value, scope));
    if (value === '') return [];
    if (state.mask.apply(value) === value) return [[keyOf(entry), value]];
    state.log.annotate({
      level: 'warning',
      message: `Skip output '${keyOf(entry)}' since it may contain secret.`,
    });
    return [];
  });
  return Object.fromEntries(entries);
}
