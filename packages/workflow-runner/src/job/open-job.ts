import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json } from '../expression/evaluate.ts';
import type { Combination } from '../read/matrix.ts';
import { type Granted, tokenPermissions } from '../read/permissions.ts';
import type { StepsJob } from '../read/workflow.ts';
import { maskOf } from '../step/mask.ts';
import type { Run } from './engine.ts';
import type { Frame } from './frame.ts';
import { githubContext } from './github-context.ts';
import type { Folders, JobState } from './job-state.ts';
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

/** Makes a job's folders, token and contexts; `stop` ends its steps. */
export async function openJob(call: JobCall, stop: AbortSignal): Promise<JobState> {
  const { run, name } = call;
  const { github, listener, workFolder } = run.engine;
  const record = github.runs.addJob({ run: run.record, name });
  listener.job?.(name);
  const permissions = tokenPermissions(call.granted);
  const token = github.tokens.forJob(run.repository, permissions, { fork: run.trigger.untrusted });
  const folders = await makeFolders(workFolder, run.repository.name);
  // A job that begins after the run was cancelled, as a gate does, runs to its end.
  const signal = run.signal.aborted ? stop : AbortSignal.any([run.signal, stop]);
  return stateOf(call, { record, token, folders, signal });
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
