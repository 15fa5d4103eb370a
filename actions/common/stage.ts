import { readFile } from 'node:fs/promises';
import { occasionOf } from '@weighbridge/action-kit';
import { type ActionsContext, readContext } from '@weighbridge/github';
import type { Call, CiRun } from '@weighbridge/verbs';

/** The run that a step is part of, where there is something to weigh in it. */
export interface Stage {
  readonly context: ActionsContext;
  readonly ci: CiRun;
  /** What verbs are called with: it knows the run. */
  readonly call: Call;
}

/** The run that a step is part of, or why it has nothing to weigh. */
export type Opening =
  | { readonly weighs: true; readonly stage: Stage }
  | { readonly weighs: false; readonly context: ActionsContext; readonly why: string };

/**
 * Reads what GitHub says of the run.
 *
 * @throws Failure `usage` outside of a workflow, or where the event is one on which nothing may be weighed
 */
export async function openStage(call: Call): Promise<Opening> {
  const context = await readContext(call.env, (path) => readFile(path, 'utf8'));
  const occasion = occasionOf(context);
  if (!occasion.weighs) return { weighs: false, context, why: occasion.why };
  const { ci } = occasion;
  return { weighs: true, stage: { context, ci, call: { ...call, env: trusting(call), ci } } };
}

/**
 * In a container the workspace belongs to another user, and git would refuse it. Only our own git is told to trust it;
 * `GIT_CONFIG_*` are not handed on to the user's commands.
 */
function trusting({ env, cwd }: Call): NodeJS.ProcessEnv {
  const count = Number(env['GIT_CONFIG_COUNT'] ?? 0) || 0;
  return {
    ...env,
    GIT_CONFIG_COUNT: String(count + 1),
    [`GIT_CONFIG_KEY_${count}`]: 'safe.directory',
    [`GIT_CONFIG_VALUE_${count}`]: cwd,
  };
}
