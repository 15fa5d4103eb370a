import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Failure } from '@weighbridge/contract';
import { evaluateNode, type Scope, textOf } from '../expression/evaluate.ts';
import type { JobState } from '../job/job-state.ts';
import { field, type Node } from '../read/node.ts';
import type { RunStep } from '../read/workflow.ts';
import type { Work } from './execution.ts';
import { knownShells, shellCall } from './shell.ts';

/** The work of a `run:` step. */
export function scriptWork(step: RunStep, scope: Scope, env: Readonly<Record<string, string>>): Work {
  return async ({ state, run }) => {
    const script = textOf(evaluateNode(step.run, scope));
    const named = settingOf(state, step.shell, 'shell', scope);
    const shell = shellCall(named);
    if (shell === undefined) {
      const where = step.shell?.where ?? step.where;
      throw new Failure('usage', `the shell '${named}' is not supported: ${knownShells.join(', ')} are`, {
        where,
      });
    }
    const folder = settingOf(state, step.workingDirectory, 'working-directory', scope) ?? '.';
    const cwd = resolve(state.folders.workspace, folder);
    state.log.line(`##[group]Run ${firstLine(script)}`);
    for (const line of script.trimEnd().split('\n')) state.log.line(line);
    state.log.line(`shell: ${shell.shown}`);
    if (Object.keys(env).length > 0) state.log.line('env:');
    for (const [name, value] of Object.entries(env)) state.log.line(`  ${name}: ${value}`);
    state.log.line('##[endgroup]');
    if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) {
      throw new Failure('config', `the working directory ${folder} is not there`, { where: step.where });
    }
    const file = join(state.folders.temp, `${randomUUID()}${shell.extension}`);
    await writeFile(file, script.endsWith('\n') ? script : `${script}\n`);
    return run(shell.words(file), { cwd });
  };
}

/** A setting of the step, else of the job's, else of the workflow's `defaults.run`. */
function settingOf(state: JobState, own: Node | undefined, key: string, scope: Scope): string | undefined {
  const of = (defaults: Node | undefined): Node | undefined => field(field(defaults, 'run'), key);
  const found = own ?? of(state.job.defaults) ?? of(state.frame.workflow.defaults);
  const text = found === undefined ? '' : textOf(evaluateNode(found, scope));
  return text === '' ? undefined : text;
}

/** How a script without a name is called. */
export function firstLine(script: string): string {
  return script.trim().split('\n')[0]?.trim() ?? '';
}
