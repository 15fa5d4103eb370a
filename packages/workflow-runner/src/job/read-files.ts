import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, type Problem, type Where } from '@weighbridge/contract';
import { tryGit } from '../git.ts';
import { beyond, type Granted, readPermissions } from '../read/permissions.ts';
import { type Action, readAction, readActionText } from '../read/read-action.ts';
import { readWorkflow } from '../read/read-workflow.ts';
import { ownRepository, readCall, readUses } from '../read/uses.ts';
import type { CallJob, Source, Workflow } from '../read/workflow.ts';
import { missingTool, toolOnPath } from '../step/setup-tool.ts';
import { calledKey, keyOfWorkflow } from './called-file.ts';
import { checkCall } from './check-call.ts';
import type { Files } from './engine.ts';

/** Where files are read: the commit in a bare repository, and this checkout. */
export interface ReadingPlace {
  readonly gitDir: string;
  readonly sha: string;
  readonly checkout: string;
  readonly path: string;
}

/** So deep may workflows call each other. */
const maxDepth = 10;

/**
 * Reads everything that a workflow can use, before anything of it runs. Throws a Failure with all that does not run here, or
 * that GitHub would refuse.
 */
export async function readFiles(place: ReadingPlace, workflow: Workflow, granted: Granted): Promise<Files> {
  const workflows = new Map([[keyOfWorkflow(workflow), workflow]]);
  const actions = new Map<string, Action>();
  const problems: Problem[] = [];
  const collect = async <Value>(read: Promise<Value>): Promise<Value | undefined> => {
    try {
      return await read;
    } catch (cause) {
      if (!(cause instanceof Failure) || cause.code === 'infrastructure') throw cause;
      problems.push(...cause.problems);
      return undefined;
    }
  };
  const visit = async (at: Workflow, depth: number, allowed: Granted, isCalled: boolean): Promise<void> => {
    problems.push(...at.unsupported);
    for (const job of at.jobs) {
      const asked = readPermissions(job.permissions) ?? readPermissions(at.permissions) ?? allowed;
      const over = isCalled ? beyond(asked, allowed) : [];
      if (over.length > 0) {
        const where = (job.permissions ?? at.permissions)?.where ?? job.where;
        problems.push({
          message: `The nested job '${job.id}' is requesting '${over.join(', ')}', but is only allowed '${shown(allowed, over)}'.`,
          where,
        });
      }
      if (job.kind === 'call') {
        const called = await collect(readCalled(place, at, job, workflows));
        if (called === undefined) continue;
        if (depth >= maxDepth)
          problems.push({
            message: `workflows call each other more than ${maxDepth} deep`,
            where: job.where,
          });
        else await visit(called, depth + 1, asked, true);
        continue;
      }
      for (const step of job.steps) {
        if (step.kind !== 'uses') continue;
        const uses = readUses(step.uses);
        if (uses.kind === 'setup' && toolOnPath(uses.commands, place.path) === undefined) {
          problems.push(...missingTool(step, uses.commands).problems);
        }
        if (uses.kind === 'local' && at.source === 'commit')
          await collect(lookAtLocal(place, uses.folder, step.uses));
        if (uses.kind !== 'ours' || actions.has(uses.folder)) continue;
        const name = [ownRepository, uses.folder].filter((part) => part !== '').join('/');
        const action = await collect(readAction(join(place.checkout, uses.folder), name, step.where));
        if (action !== undefined) actions.set(uses.folder, action);
      }
    }
  };
  await visit(workflow, 1, granted, false);
  if (problems.length > 0) throw new Failure('usage', unique(problems));
  return { workflows, actions };
}

/** An action of the repository itself is read when it is run; what it is can be seen before, where it is at its place. */
async function lookAtLocal({ gitDir, sha }: ReadingPlace, folder: string, shown: string): Promise<void> {
  const path = [folder, 'action.yml'].filter((part) => part !== '').join('/');
  const text = await tryGit(gitDir, 'cat-file', 'blob', `${sha}:${path}`);
  if (text !== undefined) await readActionText(text, folder, shown);
}

async function readCalled(
  place: ReadingPlace,
  caller: Workflow,
  job: CallJob,
  workflows: Map<string, Workflow>,
): Promise<Workflow | undefined> {
  const called = readCall(job.uses);
  // Among what the caller does not support.
  if (called.kind === 'unsupported') return undefined;
  const key = calledKey(caller, job.uses);
  const source = key.startsWith('checkout:') ? 'checkout' : 'commit';
  const workflow = workflows.get(key) ?? (await readAt(place, source, called.path, job.where));
  workflows.set(key, workflow);
  checkCall(workflow, job);
  return workflow;
}

async function readAt(place: ReadingPlace, source: Source, path: string, from: Where): Promise<Workflow> {
  const file = source === 'checkout' ? `${ownRepository}/${path}` : path;
  const text =
    source === 'checkout'
      ? await readFile(join(place.checkout, path), 'utf8').catch(() => undefined)
      : await tryGit(place.gitDir, 'cat-file', 'blob', `${place.sha}:${path}`);
  if (text === undefined) throw new Failure('config', `there is no workflow ${file}`, { where: from });
  return readWorkflow({ path, source, file, text });
}

function shown(allowed: Granted, over: readonly string[]): string {
  return over
    .map((one) => one.split(':')[0] ?? '')
    .map((name) => `${name}: ${allowed[name] ?? 'none'}`)
    .join(', ');
}

function unique(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
