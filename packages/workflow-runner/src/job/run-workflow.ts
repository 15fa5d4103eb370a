import type { RunRecord } from '@weighbridge/local-github';
import { evaluateNode, type Scope, textOf } from '../expression/evaluate.ts';
import type { JobOutcome, Result, RunOutcome } from '../outcome.ts';
import { usualPermissions } from '../read/permissions.ts';
import { type Concurrency, readConcurrency } from './concurrency.ts';
import type { Engine, Run } from './engine.ts';
import type { Frame } from './frame.ts';
import { githubContext } from './github-context.ts';
import type { PlannedRun } from './plan-run.ts';
import { notRun, plainJobName, runFrame } from './run-frame.ts';

/** A run and its jobs, in the order in which they ended. */
export interface EndedRun {
  readonly run: RunOutcome;
  readonly jobs: readonly JobOutcome[];
}

interface Queued {
  readonly run: Run;
  readonly frame: Frame;
  readonly concurrency: Concurrency | undefined;
}

/** Runs what was planned, one after the other. A record makes it another attempt of that run. */
export async function runWorkflows(
  engine: Engine,
  planned: readonly (PlannedRun & { readonly record?: RunRecord })[],
): Promise<readonly EndedRun[]> {
  const queue = planned.map((one) => enqueue(engine, one));
  const ended: EndedRun[] = [];
  for (const [index, queued] of queue.entries()) {
    const superseded = isSuperseded(queued, queue.slice(0, index), queue.slice(index + 1));
    const later = queue.slice(index + 1).filter(({ run }) => run.workflow.path === queued.run.workflow.path);
    const run = { ...queued.run, later: later.map((other) => other.run) };
    ended.push(await runOne({ ...queued, run }, superseded));
  }
  return ended;
}

function enqueue(engine: Engine, planned: PlannedRun & { readonly record?: RunRecord }): Queued {
  const { github, secrets, vars, signal = new AbortController().signal } = engine;
  const { repository, trigger, workflow, inputs, files } = planned;
  if (planned.record !== undefined) github.runs.rerun(planned.record);
  const record =
    planned.record ??
    github.runs.create({
      repository,
      name: workflow.name,
      path: workflow.path,
      event: trigger.event,
      headSha: trigger.headSha,
      headBranch: trigger.headBranch,
      headRepository: github.repositories.get(trigger.headRepository),
      actor: trigger.actor,
      title: titleOf(planned, engine),
      pulls: trigger.pull === null || trigger.event !== 'pull_request' ? [] : [trigger.pull],
    });
  const run: Run = { engine, repository, trigger, record, files, workflow, signal, later: [], ended: [] };
  const given = trigger.untrusted ? {} : secrets;
  const frame = { workflow, prefix: '', inputs, secrets: given, granted: usualPermissions };
  const github_ = githubContext(run, { token: '', job: '', workspace: '', eventPath: '' });
  return {
    run,
    frame,
    concurrency: readConcurrency(workflow.concurrency, scopeOf({ github: github_, inputs, vars })),
  };
}

function titleOf({ workflow, trigger, inputs, repository }: PlannedRun, { github, vars }: Engine): string {
  if (workflow.runName === undefined) return trigger.title;
  const { event, sha, ref, headRef, baseRef, actor, payload } = trigger;
  const context = {
    ...{ event_name: event, sha, ref, head_ref: headRef, base_ref: baseRef, actor },
    repository: `${repository.owner}/${repository.name}`,
    server_url: github.serverUrl,
    ref_name: ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
    event: payload as Scope['contexts'][string],
  };
  return textOf(evaluateNode(workflow.runName, scopeOf({ github: context, inputs, vars }))) || trigger.title;
}

function scopeOf(contexts: Scope['contexts']): Scope {
  return { contexts, functions: {} };
}

/**
 * Whether a newer run of the same group takes its place: one that cancels what is in progress, or any while it still waits for
 * an older one.
 */
function isSuperseded({ concurrency }: Queued, before: readonly Queued[], after: readonly Queued[]): boolean {
  if (concurrency === undefined) return false;
  const same = (other: Queued): boolean => other.concurrency?.group === concurrency.group;
  const newer = after.filter(same);
  const waits = before.some(same) && !concurrency.keepsAll;
  return newer.some((other) => other.concurrency?.cancels) || (waits && newer.length > 0);
}

async function runOne({ run, frame }: Queued, superseded: boolean): Promise<EndedRun> {
  const { engine, record, workflow, trigger } = run;
  let conclusion: Result = 'failure';
  try {
    if (superseded) {
      for (const job of workflow.jobs) notRun(run, frame, job, plainJobName(job), 'cancelled');
      conclusion = 'cancelled';
    } else {
      conclusion = conclusionOf([...(await runFrame(run, frame)).values()].map(({ result }) => result));
    }
  } finally {
    engine.github.runs.complete(record, conclusion);
    await engine.github.save();
  }
  const { id, attempt, number } = record;
  const web = engine.github.addresses.repositoryWeb(run.repository);
  return {
    jobs: run.ended,
    run: {
      ...{ id, attempt, number, conclusion },
      workflow: workflow.path,
      name: workflow.name,
      action: trigger.action ?? null,
      sha: trigger.sha,
      headSha: trigger.headSha,
      url: `${web}/actions/runs/${id}`,
    },
  };
}

function conclusionOf(results: readonly Result[]): Result {
  const found = (['failure', 'cancelled'] as const).find((one) => results.includes(one));
  if (found !== undefined) return found;
  return results.length > 0 && results.every((result) => result === 'skipped') ? 'skipped' : 'success';
}
