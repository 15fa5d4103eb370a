import { Failure } from '@weighbridge/contract';
import { evaluateNode, evaluateTexts, type Json, type Scope, textOf } from '../expression/evaluate.ts';
import type { Combination } from '../read/matrix.ts';
import { entriesOf, field, keyOf } from '../read/node.ts';
import type { Granted } from '../read/permissions.ts';
import type { CallJob } from '../read/workflow.ts';
import { readInputs } from './call-inputs.ts';
import { calledKey } from './called-file.ts';
import type { Run } from './engine.ts';
import type { Frame, JobEnd } from './frame.ts';
import { githubContext } from './github-context.ts';

/** A job that calls, with all it hands on. */
export interface WorkflowCall {
  readonly run: Run;
  readonly frame: Frame;
  readonly job: CallJob;
  readonly name: string;
  readonly matrix: Combination;
  readonly strategy: Json;
  readonly needs: Json;
  readonly granted: Granted;
  /** Runs the jobs of a workflow. */
  readonly runFrame: (run: Run, frame: Frame) => Promise<ReadonlyMap<string, JobEnd>>;
}

/** A job that is another workflow: its jobs run under this one's name, with what it is given. */
export async function callWorkflow(call: WorkflowCall): Promise<JobEnd> {
  const { run, frame, job, granted } = call;
  const workflow = run.files.workflows.get(calledKey(frame.workflow, job.uses));
  if (workflow === undefined) throw new Failure('usage', `${job.uses} was not read`, { where: job.where });
  const scope = scopeOf(call);
  const definition = workflow.on.get('workflow_call');
  const given = Object.fromEntries(
    entriesOf(job.with).map((entry) => [keyOf(entry), evaluateNode(entry.value, scope)]),
  );
  const inputs = readInputs(field(definition, 'inputs'), given, scope, job.with?.where ?? job.where);
  const ends = await call.runFrame(run, {
    workflow,
    prefix: `${call.name} / `,
    inputs,
    secrets: secretsOf(call, scope),
    granted,
  });
  const results = [...ends.values()].map(({ result }) => result);
  const result =
    (['failure', 'cancelled'] as const).find((one) => results.includes(one)) ??
    (results.every((one) => one === 'skipped') ? 'skipped' : 'success');
  const jobs = Object.fromEntries(
    [...ends].map(([id, end]) => [id, { result: end.result, outputs: end.outputs }]),
  );
  const seen = { ...scope, contexts: { ...scope.contexts, jobs, inputs } };
  const outputs = entriesOf(field(definition, 'outputs')).map((entry) => {
    const value = field(entry.value, 'value');
    return [keyOf(entry), value === undefined ? '' : textOf(evaluateNode(value, seen))] as const;
  });
  return { result, outputs: Object.fromEntries(outputs) };
}

function scopeOf({ run, frame, needs, matrix, strategy }: WorkflowCall): Scope {
  const github = githubContext(run, { token: '', job: '', workspace: '', eventPath: '' });
  const { inputs, secrets } = frame;
  return {
    contexts: { github, needs, matrix, strategy, inputs, secrets, vars: run.engine.vars },
    functions: {},
  };
}

/** Those that are passed by name, or all. */
function secretsOf({ frame, job }: WorkflowCall, scope: Scope): Readonly<Record<string, string>> {
  if (job.secrets === 'inherit') return frame.secrets;
  return Object.fromEntries(
    Object.entries(evaluateTexts(job.secrets, scope)).filter(([, value]) => value !== ''),
  );
}
