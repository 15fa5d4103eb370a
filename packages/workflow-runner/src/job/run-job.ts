import { rm } from 'node:fs/promises';
import { Failure } from '@weighbridge/contract';
import type { JobOutcome } from '../outcome.ts';
import type { Granted } from '../read/permissions.ts';
import { runPost } from '../step/run-post.ts';
import { runStep } from '../step/run-step.ts';
import { beginStep, endStep, worsen } from '../step/step-record.ts';
import type { JobEnd } from './frame.ts';
import { outputsOf, settingsOf } from './job-settings.ts';
import type { JobState } from './job-state.ts';
import { type JobCall, openJob } from './open-job.ts';

/** Runs a job's steps on this machine, in folders of their own. */
export async function runJob(call: JobCall): Promise<JobEnd> {
  const { run, job } = call;
  const { github, listener } = run.engine;
  const startedMs = performance.now();
  const stop = new AbortController();
  const state = await openJob(call, stop.signal);
  let outputs: Record<string, string> = {};
  let forgiven = false;
  try {
    setUp(state, call.granted);
    const { env, timeoutMinutes, continueOnError } = settingsOf(state);
    state.env = env;
    forgiven = continueOnError;
    const timer = setTimeout(
      () => {
        state.log.annotate({
          level: 'failure',
          message: `The job has exceeded the maximum execution time of ${timeoutMinutes} minutes`,
        });
        stop.abort();
      },
      Math.min(timeoutMinutes * 60_000, 2_147_483_647),
    );
    try {
      for (const step of job.steps) {
        if (state.signal.aborted) worsen(state, 'cancelled');
        await runStep(state, step);
      }
      for (const post of state.posts) {
        if (state.signal.aborted) worsen(state, 'cancelled');
        await runPost(state, post);
      }
    } finally {
      clearTimeout(timer);
    }
    outputs = outputsOf(state);
  } catch (cause) {
    state.status = 'failure';
    state.log.annotate({ level: 'failure', message: cause instanceof Error ? cause.message : String(cause) });
    if (!(cause instanceof Failure) || cause.code !== 'config') throw cause;
  } finally {
    endStep(state, { name: 'Complete job', outcome: 'success', conclusion: 'success', durationMs: 0 });
    github.tokens.revoke(state.token);
    await rm(state.folders.root, { recursive: true, force: true, maxRetries: 3 });
    const outcome = outcomeOf(state, outputs, performance.now() - startedMs);
    github.runs.change(state.record, { conclusion: outcome.conclusion });
    await github.save();
    run.ended.push(outcome);
    listener.jobEnded?.(outcome);
  }
  return { result: forgiven && state.status === 'failure' ? 'success' : state.status, outputs };
}

function outcomeOf(state: JobState, outputs: Record<string, string>, durationMs: number): JobOutcome {
  const { run, frame, job, name, log, summaries, done, status } = state;
  return {
    name,
    id: job.id,
    run: run.record.id,
    workflow: frame.workflow.path,
    conclusion: status,
    outputs,
    steps: done,
    annotations: log.annotations,
    summary: summaries.join('\n'),
    log: log.text(),
    durationMs: Math.round(durationMs),
  };
}

function setUp(state: JobState, granted: Granted): void {
  const { log, run } = state;
  beginStep(state, 'Set up job');
  log.line('Job on this machine, for the GitHub on loopback');
  log.line(run.engine.node.about);
  log.line('##[group]GITHUB_TOKEN Permissions');
  for (const [name, level] of Object.entries(granted)) {
    if (level !== 'none') log.line(`${name}: ${run.trigger.untrusted ? 'read' : level}`);
  }
  log.line('##[endgroup]');
  log.line(`Secret source: ${run.trigger.untrusted ? 'None' : 'Actions'}`);
  log.line(`Complete job name: ${state.name}`);
  endStep(state, { name: 'Set up job', outcome: 'success', conclusion: 'success', durationMs: 0 });
}
