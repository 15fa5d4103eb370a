import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Failure } from '@weighbridge/contract';
import { type CommandOutcome, describeOutcome } from '@weighbridge/process';
import { objectOf } from '../expression/evaluate.ts';
import { githubVariables } from '../job/github-context.ts';
import type { JobState } from '../job/job-state.ts';
import { runChild } from './child.ts';
import { commandFiles } from './command-files.ts';
import { outputReader } from './output-reader.ts';

/** What a step does, in a place that is made for it. */
export type Work = (place: Place) => Promise<StepEnd>;

/** How a step ended that was begun. */
export type StepEnd = 'success' | 'failure' | 'cancelled';

/** Where a step does its work. */
export interface Place {
  readonly state: JobState;
  /** All variables of a `run:` step. */
  readonly env: Readonly<Record<string, string>>;
  readonly outputs: Record<string, string>;
  /** What `save-state` keeps for the end of the action. */
  readonly kept: Record<string, string>;
  /** Runs a program; its output goes to the log, and what it tells the runner is done. */
  run(words: readonly string[], options: ProgramOptions): Promise<StepEnd>;
}

/** How a program of a step is run. */
export interface ProgramOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** An action says itself why it failed. */
  readonly speaksForItself?: boolean;
}

/** A step that is to be executed. */
export interface Execution {
  readonly id: string;
  readonly name: string;
  /** `env:` of workflow, job and step. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMinutes: number;
  /** Fields of the context `github` that belong to an action. */
  readonly action?: Readonly<Record<string, string>>;
  readonly kept?: Record<string, string>;
}

/** Does a step's work and takes over what it leaves behind: outputs, variables, paths, summary. */
export async function execute(
  state: JobState,
  step: Execution,
  work: Work,
): Promise<{ end: StepEnd; outputs: Record<string, string> }> {
  const files = await commandFiles(join(state.folders.temp, '_runner_file_commands'), randomUUID());
  const outputs: Record<string, string> = {};
  const kept = step.kept ?? {};
  const env = variablesOf(state, step, files.variables);
  // What was cancelled is not waited for; what runs afterwards all the same has its own time.
  const signal = state.signal.aborted ? undefined : state.signal;
  const failed = (message: string): StepEnd => {
    state.log.annotate({ level: 'failure', message });
    return 'failure';
  };
  const place: Place = {
    state,
    env,
    outputs,
    kept,
    async run(words, options) {
      const reader = outputReader(state, outputs, kept);
      const ended = await runChild({
        words,
        cwd: options.cwd,
        env: options.env ?? env,
        timeoutMs: step.timeoutMinutes * 60_000,
        signal,
        onLine: (line) => reader.line(line),
      });
      if (reader.failed) return 'failure';
      if (options.speaksForItself && ended.kind === 'exited' && ended.code !== 0) return 'failure';
      return endOf(ended, step, failed);
    },
  };
  let end: StepEnd;
  try {
    end = await work(place);
    const words = await files.read();
    Object.assign(outputs, words.outputs);
    Object.assign(kept, words.state);
    Object.assign(state.env, words.env);
    state.path.unshift(...[...words.path].reverse());
    addSummary(state, words.summary);
  } catch (cause) {
    // What a runner cannot do here ends everything; what a workflow got wrong fails its step.
    if (!(cause instanceof Failure) || cause.code !== 'config') throw cause;
    end = failed(cause.message);
  }
  return { end, outputs };
}

const maxSummaryBytes = 1_024 * 1_024;

function addSummary(state: JobState, summary: string): void {
  if (summary === '') return;
  const bytes = Buffer.byteLength(summary);
  if (bytes > maxSummaryBytes) {
    const message = `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${Math.ceil(bytes / 1_024)}k.`;
    state.log.annotate({ level: 'failure', message });
    return;
  }
  state.summaries.push(state.mask.apply(summary));
}

function endOf(ended: CommandOutcome, step: Execution, failed: (message: string) => StepEnd): StepEnd {
  switch (ended.kind) {
    case 'exited':
      return ended.code === 0 ? 'success' : failed(`Process completed with exit code ${ended.code}.`);
    case 'timeout':
      return failed(`The action '${step.name}' has timed out after ${step.timeoutMinutes} minutes.`);
    case 'aborted':
      failed('The operation was canceled.');
      return 'cancelled';
    default:
      return failed(`The process ${describeOutcome(ended)}.`);
  }
}

function variablesOf(
  state: JobState,
  step: Execution,
  files: Readonly<Record<string, string>>,
): Record<string, string> {
  const { machine } = state.run.engine;
  const github = { ...objectOf(state.contexts['github'] ?? null), action: step.id, ...step.action };
  const env: Record<string, string> = { ...machine, CI: 'true', ...step.env, ...state.contextVariables };
  const context = Object.fromEntries(Object.entries(github).map(([key, value]) => [key, value ?? null]));
  return {
    ...env,
    GITHUB_ACTIONS: 'true',
    ...githubVariables(context),
    ...files,
    PATH: [...state.path, env['PATH'] ?? ''].join(':'),
  };
}
