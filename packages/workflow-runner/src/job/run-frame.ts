import { Failure } from '@weighbridge/contract';
import {
  evaluate,
  evaluateNode,
  type Functions,
  isTrue,
  type Json,
  type Scope,
  textOf,
} from '../expression/evaluate.ts';
import type { Result } from '../outcome.ts';
import { type Combination, combinationSuffix, readStrategy } from '../read/matrix.ts';
import { readPermissions } from '../read/permissions.ts';
import type { Job } from '../read/workflow.ts';
import { callWorkflow } from './call-workflow.ts';
import { isOvertaken } from './concurrency.ts';
import type { Run } from './engine.ts';
import type { Frame, JobEnd } from './frame.ts';
import { githubContext } from './github-context.ts';
import { runJob } from './run-job.ts';

/** Jobs that have ended, by their ids. */
export type Ends = ReadonlyMap<string, JobEnd>;

/** Runs the jobs of a workflow one after the other, each when those it needs have ended. */
export async function runFrame(run: Run, frame: Frame): Promise<Ends> {
  const ends = new Map<string, JobEnd>();
  const { jobs } = frame.workflow;
  for (let waiting = [...jobs]; waiting.length > 0; ) {
    const job = waiting.find(({ needs }) => needs.every((id) => ends.has(id)));
    if (job === undefined) break;
    waiting = waiting.filter((other) => other !== job);
    ends.set(
      job.id,
      await runMatrix(run, frame, job, ends).catch((cause: unknown) => mistaken(run, frame, job, cause)),
    );
  }
  return ends;
}

async function runMatrix(run: Run, frame: Frame, job: Job, ends: Ends): Promise<JobEnd> {
  const scope = jobScope(run, frame, job, ends);
  if (!isTrue(evaluate(job.condition, scope, job.where))) {
    return notRun(run, frame, job, plainJobName(job), run.signal.aborted ? 'cancelled' : 'skipped');
  }
  const { combinations, failFast, maxParallel } = readStrategy(job.strategy, scope, job.where);
  const needs = scope.contexts['needs'] ?? null;
  const results: JobEnd[] = [];
  for (const [index, matrix] of combinations.entries()) {
    const strategy = {
      'fail-fast': failFast,
      'job-index': index,
      'job-total': combinations.length,
      'max-parallel': maxParallel ?? combinations.length,
    };
    const seen = { ...scope, contexts: { ...scope.contexts, matrix, strategy } };
    const name = jobName(job, matrix, seen);
    const hasFailed = results.some(({ result }) => result === 'failure');
    results.push(
      (failFast && hasFailed) || isOvertaken(run, job.concurrency, seen)
        ? notRun(run, frame, job, name, 'cancelled')
        : await runOne(run, frame, job, { name, matrix, strategy, needs }),
    );
  }
  return joined(results);
}

interface One {
  readonly name: string;
  readonly matrix: Combination;
  readonly strategy: Json;
  readonly needs: Json;
}

function runOne(run: Run, frame: Frame, job: Job, one: One): Promise<JobEnd> {
  const granted =
    readPermissions(job.permissions) ?? readPermissions(frame.workflow.permissions) ?? frame.granted;
  const name = `${frame.prefix}${one.name}`;
  if (job.kind === 'steps') return runJob({ run, frame, job, ...one, name, granted });
  return callWorkflow({ run, frame, job, ...one, name, granted, runFrame });
}

/** Several jobs of one matrix, for those that need them: the latest output of a name counts. */
function joined(results: readonly JobEnd[]): JobEnd {
  const has = (wanted: Result): boolean => results.some(({ result }) => result === wanted);
  const result = (['failure', 'cancelled', 'skipped'] as const).find(
    (one) => has(one) && (one !== 'skipped' || !has('success')),
  );
  return {
    result: result ?? 'success',
    outputs: Object.assign({}, ...results.map(({ outputs }) => outputs)),
  };
}

/** A job that cannot begin, as its own expressions are wrong. */
function mistaken(run: Run, frame: Frame, job: Job, cause: unknown): JobEnd {
  if (!(cause instanceof Failure) || cause.code !== 'config') throw cause;
  return notRun(run, frame, job, plainJobName(job), 'failure', cause.message);
}

/** A job that does not run, shown as such. */
export function notRun(
  run: Run,
  frame: Frame,
  job: Job,
  name: string,
  result: 'skipped' | 'cancelled' | 'failure',
  message?: string,
): JobEnd {
  const { github, listener } = run.engine;
  const full = `${frame.prefix}${name}`;
  const record = github.runs.addJob({ run: run.record, name: full });
  const annotations = message === undefined ? [] : [{ level: 'failure', message } as const];
  github.runs.change(record, { conclusion: result, annotations });
  const outcome = {
    ...{ name: full, id: job.id, run: run.record.id, workflow: frame.workflow.path, conclusion: result },
    ...{ outputs: {}, steps: [], annotations, summary: '', log: '', durationMs: 0 },
  };
  run.ended.push(outcome);
  listener.jobEnded?.(outcome);
  return { result, outputs: {} };
}

/** What conditions and matrices of a job see: no status of its own, but those of all jobs it comes after. */
function jobScope(run: Run, frame: Frame, job: Job, ends: Ends): Scope {
  const ancestors = ancestorsOf(job, frame.workflow.jobs);
  const resultsOf = (ids: readonly string[]): readonly (Result | undefined)[] =>
    (ids.length > 0 ? ids : ancestors).map((id) => ends.get(id)?.result);
  const functions: Functions = {
    success: (...ids) => !run.signal.aborted && resultsOf(ids).every((result) => result === 'success'),
    failure: (...ids) => !run.signal.aborted && resultsOf(ids).some((result) => result === 'failure'),
    cancelled: () => run.signal.aborted,
    always: () => true,
  };
  const needs = Object.fromEntries(
    job.needs.flatMap((id) => {
      const end = ends.get(id);
      return end === undefined ? [] : [[id, { result: end.result, outputs: end.outputs }]];
    }),
  );
  const github = githubContext(run, { token: '', job: '', workspace: '', eventPath: '' });
  const contexts = { github, needs, vars: run.engine.vars, inputs: frame.inputs };
  return { contexts, functions };
}

function ancestorsOf(job: Job, jobs: readonly Job[]): readonly string[] {
  const found = new Set<string>();
  const visit = (ids: readonly string[]): void => {
    for (const id of ids) {
      if (found.has(id)) continue;
      found.add(id);
      visit(jobs.find((other) => other.id === id)?.needs ?? []);
    }
  };
  visit(job.needs);
  return [...found];
}

/** What a job is called that has no matrix yet: GitHub shows its name as it is written. */
export function plainJobName({ id, name }: Job): string {
  if (name?.kind === 'expression') return name.source;
  return name?.kind === 'literal' ? String(name.value ?? id) || id : id;
}

function jobName(job: Job, matrix: Combination, scope: Scope): string {
  if (job.name?.kind === 'expression') return textOf(evaluateNode(job.name, scope)) || job.id;
  return `${plainJobName(job)}${combinationSuffix(matrix)}`;
}
