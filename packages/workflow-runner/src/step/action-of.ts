import { join } from 'node:path';
import { Failure } from '@weighbridge/contract';
import type { Scope } from '../expression/evaluate.ts';
import type { JobState } from '../job/job-state.ts';
import { readAction } from '../read/read-action.ts';
import { readUses } from '../read/uses.ts';
import type { UsesStep } from '../read/workflow.ts';
import { checkoutWork } from './checkout.ts';
import { type ActionWork, actionWork } from './javascript-action.ts';
import { setupWork } from './setup-tool.ts';

/** The work of what a step uses. Throws a Failure for an action that does not run here. */
export async function workOf(
  state: JobState,
  step: UsesStep,
  scope: Scope,
): Promise<ActionWork & { readonly postCondition: string }> {
  const uses = readUses(step.uses);
  switch (uses.kind) {
    case 'checkout':
      return { ...checkoutWork(step, scope), postCondition: 'always()' };
    case 'setup':
      return { ...setupWork(step, uses.commands), postCondition: 'always()' };
    case 'local': {
      const folder = join(state.folders.workspace, uses.folder);
      const action = await readAction(folder, step.uses, step.where);
      return { ...actionWork(step, action, scope), postCondition: action.postCondition };
    }
    case 'ours': {
      const action = state.run.files.actions.get(uses.folder);
      if (action === undefined)
        throw new Failure('usage', `${step.uses} was not read`, { where: step.where });
      return { ...actionWork(step, action, scope), postCondition: action.postCondition };
    }
    case 'unsupported':
      throw new Failure('usage', uses.why, { where: step.where });
  }
}
