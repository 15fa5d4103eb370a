import { evaluate, isTrue } from '../expression/evaluate.ts';
import { type JobState, type Post, stepScope } from '../job/job-state.ts';
import { execute } from './execution.ts';
import { usualTimeoutMinutes } from './run-step.ts';
import { beginStep, endStep, worsen } from './step-record.ts';

/** Runs the end of an action that was begun. */
export async function runPost(state: JobState, post: Post): Promise<void> {
  const startedMs = performance.now();
  const { id, name, kept, action } = post;
  const env = { ...post.env, ...state.env };
  if (!isTrue(evaluate(post.condition, stepScope(state, env, post.where), post.where))) {
    endStep(state, { name, outcome: 'skipped', conclusion: 'skipped', durationMs: 0 });
    return;
  }
  beginStep(state, name);
  const execution = { id, name, env, kept, action, timeoutMinutes: usualTimeoutMinutes };
  const { end } = await execute(state, execution, post.work);
  worsen(state, end);
  endStep(state, { name, outcome: end, conclusion: end, durationMs: performance.now() - startedMs });
}
