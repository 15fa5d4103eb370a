import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@weighbridge/contract';
import {
  evaluateNode,
  evaluateTexts,
  isTrue,
  type Json,
  type Scope,
  textOf,
} from '../expression/evaluate.ts';
import type { JobOutcome } from '../outcome.ts';
import type { Combination } from '../read/matrix.ts';
import { entriesOf, keyOf } from '../read/node.ts';
import type { Granted } from '../read/permissions.ts';
import { tokenPermissions } from '../read/permissions.ts';
import { foreignRunner } from '../read/unsupported.ts';
import type { StepsJob } from '../read/workflow.ts';
import { maskOf } from '../step/mask.ts';
import { runPost } from '../step/run-post.ts';
import { runStep, usualTimeoutMinutes } from '../step/run-step.ts';
import { beginStep, endStep, worsen } from '../step/step-record.ts';
import type { Run } from './engine.ts';
import type { Frame, JobEnd } from './frame.ts';
import { githubContext } from './github-context.ts';
import { type Folders, type JobState, stepScope } from './job-state.ts';
import { jobLog } from './log.ts';

/** One job of a matrix, or the only one. */
export interface JobCall {
  readonly run: Run;
  readonly frame: Frame;
  readonly job: StepsJob;
  readonly name: string;
  readonly needs: Json;
  readonly matrix: Combination;
  readonly strategy: Json;
  readonly granted: Granted;
}

/** Runs a job's steps on this machine, in folders of their own. */
export async function runJob(call: JobCall): Promise<JobEnd> {
  const { run, job, name } = call;
  const { github, listener, workFolder } = run.engine;
  const startedMs = performance.now();
  const record = github.runs.addJob({ run: run.record, name });
  listener.job?.(name);
  const permissions = tokenPermissions(call.granted);
  const token = github.tokens.forJob(run.repository, permissions, { fork: run.trigger.untrusted });
  const folders = await makeFolders(workFolder, run.repository.name);
  const stop = new AbortController();
  const state = await stateOf(call, {
    record,
    token,
    folders,
    signal: AbortSignal.any([run.signal, stop.signal]),
  });
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
    github.tokens.revoke(token);
    await rm(folders.root, { recursive: true, force: true, maxRetries: 3 });
    const outcome = outcomeOf(state, outputs, performance.now() - startedMs);
    github.runs.change(record, { conclusion: outcome.conclusion });
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

async function makeFolders(workFolder: string, repository: string): Promise<Folders> {
  const root = await mkdtemp(join(workFolder, 'job-'));
  const folders = {
    root,
    workspace: join(root, repository, repository),
    temp: join(root, '_temp'),
    tools: join(root, '_tool'),
  };
  for (const folder of [folders.workspace, folders.temp, folders.tools])
    await mkdir(folder, { recursive: true });
  return folders;
}

async function stateOf(
  call: JobCall,
  made: Pick<JobState, 'record' | 'token' | 'folders' | 'signal'>,
): Promise<JobState> {
  const { run, frame, job, name } = call;
  const { folders, token } = made;
  const { secrets, vars, listener } = { ...run.engine, secrets: { ...frame.secrets, GITHUB_TOKEN: token } };
  const mask = maskOf(Object.values(secrets));
  const eventPath = join(folders.temp, '_github_workflow', 'event.json');
  await mkdir(join(folders.temp, '_github_workflow'), { recursive: true });
  await writeFile(eventPath, JSON.stringify(run.trigger.payload, undefined, 2));
  const options = { token, job: job.id, workspace: folders.workspace, eventPath };
  const runner = {
    os: 'Linux',
    arch: process.arch === 'arm64' ? 'ARM64' : 'X64',
    name: 'this machine',
    environment: 'github-hosted',
    temp: folders.temp,
    tool_cache: folders.tools,
    workspace: join(folders.workspace, '..'),
    debug: '',
  };
  return {
    ...made,
    run,
    frame,
    job,
    name,
    mask,
    log: jobLog(mask, (line) => listener.line?.(name, line)),
    contexts: {
      github: githubContext(run, options),
      runner,
      secrets,
      vars,
      strategy: call.strategy,
      matrix: call.matrix,
      needs: call.needs,
      inputs: frame.inputs,
    },
    contextVariables: runnerVariables(runner),
    env: {},
    path: [],
    posts: [],
    status: 'success',
    steps: {},
    done: [],
    summaries: [],
  };
}

function runnerVariables(runner: Readonly<Record<string, string>>): Record<string, string> {
  const shown = Object.entries(runner).filter(([, value]) => value !== '');
  return Object.fromEntries(shown.map(([key, value]) => [`RUNNER_${key.toUpperCase()}`, value]));
}

/** `env:` of workflow and job, and the job's settings. Throws a Failure where they cannot be evaluated. */
function settingsOf(state: JobState) {
  const { frame, job } = state;
  const see = (env: Record<string, string>): Scope => stepScope(state, env, job.where);
  const outer = evaluateTexts(frame.workflow.env, see({}));
  const env = { ...outer, ...evaluateTexts(job.env, see(outer)) };
  const labels = job.runsOn === undefined ? '' : JSON.stringify(evaluateNode(job.runsOn, see(env)));
  const foreign = [...labels.matchAll(/"([^"]+)"/g)].find(([, label = '']) => foreignRunner(label))?.[1];
  if (foreign !== undefined) {
    const where = job.runsOn?.where ?? job.where;
    throw new Failure(
      'usage',
      `the runner '${foreign}' is not supported: jobs run on this machine, as on Linux`,
      { where },
    );
  }
  const minutes = job.timeoutMinutes === undefined ? null : evaluateNode(job.timeoutMinutes, see(env));
  return {
    env,
    timeoutMinutes: typeof minutes === 'number' && minutes > 0 ? minutes : usualTimeoutMinutes,
    continueOnError: job.continueOnError !== undefined && isTrue(evaluateNode(job.continueOnError, see(env))),
  };
}

function setUp(state: JobState, granted: Granted): void {
  const { log, run } = state;
  beginStep(state, 'Set up job');
  log.line('Job on this machine, for the GitHub on loopback');
  log.line('##[group]GITHUB_TOKEN Permissions');
  for (const [name, level] of Object.entries(granted)) {
    if (level !== 'none') log.line(`${name}: ${run.trigger.untrusted ? 'read' : level}`);
  }
  log.line('##[endgroup]');
  log.line(`Secret source: ${run.trigger.untrusted ? 'None' : 'Actions'}`);
  log.line(`Complete job name: ${state.name}`);
  endStep(state, { name: 'Set up job', outcome: 'success', conclusion: 'success', durationMs: 0 });
}

/** Outputs that hold a secret are left out, as GitHub does. */
function outputsOf(state: JobState): Record<string, string> {
  const scope = stepScope(state, state.env, state.job.where);
  const entries = entriesOf(state.job.outputs).flatMap((entry): [string, string][] => {
    const value = textOf(evaluateNode(entry.value, scope));
    if (value === '') return [];
    if (state.mask.apply(value) === value) return [[keyOf(entry), value]];
    state.log.annotate({
      level: 'warning',
      message: `Skip output '${keyOf(entry)}' since it may contain secret.`,
    });
    return [];
  });
  return Object.fromEntries(entries);
}
