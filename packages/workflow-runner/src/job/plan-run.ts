import { Failure } from '@weighbridge/contract';
import type { RepositoryRecord } from '@weighbridge/local-github';
import { type Json, textOf } from '../expression/evaluate.ts';
import { git, tryGit } from '../git.ts';
import type { Trigger } from '../raise/trigger.ts';
import { field } from '../read/node.ts';
import { usualPermissions } from '../read/permissions.ts';
import { readWorkflow } from '../read/read-workflow.ts';
import type { Workflow } from '../read/workflow.ts';
import { isTriggered } from '../trigger/triggered.ts';
import { readInputs } from './call-inputs.ts';
import type { Engine, Files } from './engine.ts';
import { readFiles } from './read-files.ts';

/** A workflow that an event runs, with all files it uses read and found right. */
export interface PlannedRun {
  readonly repository: RepositoryRecord;
  readonly trigger: Trigger;
  readonly workflow: Workflow;
  readonly files: Files;
  readonly inputs: Readonly<Record<string, Json>>;
}

/** The workflow files of a commit, or the one that is named. */
export async function workflowsAt(
  gitDir: string,
  sha: string,
  only: string | undefined,
): Promise<readonly Workflow[]> {
  const listed = (await tryGit(gitDir, 'ls-tree', '--name-only', sha, '.github/workflows/')) ?? '';
  const paths = listed.split('\n').filter((path) => /\.ya?ml$/.test(path));
  const wanted = paths.filter((path) => only === undefined || path === only || path.endsWith(`/${only}`));
  if (only !== undefined && wanted.length === 0) {
    throw new Failure(
      'usage',
      `there is no workflow ${only} in ${sha.slice(0, 12)}: ${paths.join(', ') || 'it has none'}`,
    );
  }
  const texts = await Promise.all(wanted.map((path) => git(gitDir, 'cat-file', 'blob', `${sha}:${path}`)));
  return Promise.all(
    wanted.map((path, index) =>
      readWorkflow({ path, source: 'commit', file: path, text: `${texts[index]}\n` }),
    ),
  );
}

/** The runs of an event. Throws a Failure where one of them could not be run here. */
export async function planRuns(
  engine: Engine,
  repository: RepositoryRecord,
  trigger: Trigger,
  only: string | undefined,
  notes: string[],
): Promise<readonly PlannedRun[]> {
  const gitDir = engine.github.repositories.gitDir(repository);
  const workflows = await workflowsAt(gitDir, trigger.sha, only);
  for (const workflow of workflows)
    notes.push(...unheard(workflow, trigger).filter((note) => !notes.includes(note)));
  return Promise.all(
    workflows
      .filter((workflow) => isTriggered(workflow, trigger))
      .map(async (workflow) => {
        const { checkout, machine } = engine;
        const place = { gitDir, sha: trigger.sha, checkout, path: machine['PATH'] ?? '' };
        const files = await readFiles(place, workflow, usualPermissions);
        return dispatched({ repository, trigger, workflow, files, inputs: {} });
      }),
  );
}

/** Events that would have come with this one on GitHub, and that are not raised here. */
function unheard({ on, path }: Workflow, { event }: Trigger): readonly string[] {
  const related = event === 'pull_request' ? ['pull_request_target', 'workflow_run'] : ['workflow_run'];
  return related
    .filter((name) => on.has(name))
    .map((name) => `${path} is not run on ${name}: that event is not supported`);
}

/** With the inputs of `workflow_dispatch`: typed in `inputs`, as text in the event. */
function dispatched(planned: PlannedRun): PlannedRun {
  const { trigger, workflow } = planned;
  if (trigger.event !== 'workflow_dispatch') return planned;
  const definitions = field(workflow.on.get('workflow_dispatch'), 'inputs');
  const scope = { contexts: {}, functions: {} };
  const inputs = readInputs(definitions, trigger.inputs ?? {}, scope, workflow.where);
  const texts = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, textOf(value)]));
  const payload = { ...trigger.payload, inputs: texts, workflow: workflow.path };
  return { ...planned, inputs, trigger: { ...trigger, payload } };
}
