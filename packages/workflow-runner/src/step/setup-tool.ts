import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure } from '@weighbridge/contract';
import type { UsesStep } from '../read/workflow.ts';
import type { ActionWork } from './javascript-action.ts';

/** Stands in for actions/setup-python and actions/setup-node: the tool of this machine is used, whatever its version. */
export function setupWork(step: UsesStep, commands: readonly string[]): ActionWork {
  return {
    async main({ state, env }) {
      const file = toolOnPath(commands, env['PATH']);
      if (file === undefined) throw missingTool(step, commands);
      const message = `${step.uses} is not run: this runner stands in for it with ${file} of this machine, whatever version was asked for.`;
      state.log.annotate({ level: 'notice', message });
      return 'success';
    },
    post: undefined,
  };
}

/** Says that there is nothing to stand in for the action. */
export function missingTool(step: UsesStep, commands: readonly string[]): Failure {
  const message = `${step.uses} is not supported where ${commands.join(' or ')} is not on the PATH: install it on this machine`;
  return new Failure('usage', message, { where: step.where });
}

/** The first of some commands that the PATH has. */
export function toolOnPath(commands: readonly string[], path = ''): string | undefined {
  const files = commands.flatMap((name) => path.split(delimiter).map((folder) => join(folder, name)));
  return files.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
