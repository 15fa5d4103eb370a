import type { Where } from '@weighbridge/contract';
import type { CheckRunRecord } from '@weighbridge/local-github';
import type { Functions, Json, Scope } from '../expression/evaluate.ts';
import { hashFiles } from '../expression/hash-files.ts';
import type { Result, StepOutcome } from '../outcome.ts';
import type { StepsJob } from '../read/workflow.ts';
import type { Work } from '../step/execution.ts';
import type { Mask } from '../step/mask.ts';
import type { Run } from './engine.ts';
import type { Frame } from './frame.ts';
import type { JobLog } from './log.ts';

/** A job under way: what its steps see and change. */
export interface JobState {
  readonly run: Run;
  readonly frame: Frame;
  readonly job: StepsJob;
  readonly name: string;
  readonly record: CheckRunRecord;
  readonly folders: Folders;
  readonly token: string;
  readonly mask: Mask;
  readonly log: JobLog;
  /** Contexts that stay the same: github, vars, secrets, strategy, matrix, needs, inputs, runner. */
  readonly contexts: Readonly<Record<string, Json>>;
  /** RUNNER_ variables. */
  readonly contextVariables: Readonly<Record<string, string>>;
  /** Of workflow, job and GITHUB_ENV. */
  env: Record<string, string>;
  /** Put before the PATH, the latest first. */
  path: string[];
  status: 'success' | 'failure' | 'cancelled';
  readonly steps: Record<string, { outputs: Record<string, string>; outcome: Result; conclusion: Result }>;
  readonly done: StepOutcome[];
  readonly summaries: string[];
  /** What is to be run at the job's end, the last first. */
  readonly posts: Post[];
  /** Aborts what runs when the job is cancelled or out of time. */
  readonly signal: AbortSignal;
}

/** The end of an action that was begun. */
export interface Post {
  /** Of the step that began it. */
  readonly id: string;
  readonly name: string;
  readonly condition: string;
  readonly where: Where;
  readonly env: Readonly<Record<string, string>>;
  readonly kept: Record<string, string>;
  readonly action: Readonly<Record<string, string>>;
  readonly work: Work;
}

/** Where a job works. */
export interface Folders {
  readonly root: string;
  readonly workspace: string;
  /** RUNNER_TEMP */
  readonly temp: string;
  readonly tools: string;
}

/** What expressions of steps see now. */
export function stepScope(state: JobState, env: Readonly<Record<string, string>>, where: Where): Scope {
  const { status } = state;
  const functions: Functions = {
    success: () => status === 'success',
    failure: () => status === 'failure',
    cancelled: () => status === 'cancelled',
    always: () => true,
    hashFiles: (...patterns) => hashFiles(state.folders.workspace, patterns, where),
  };
  const contexts = { ...state.contexts, env, steps: state.steps, job: { status } };
  return { contexts, functions };
}
