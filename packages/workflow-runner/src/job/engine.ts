import type { LocalGitHub, RepositoryRecord, RunRecord } from '@weighbridge/local-github';
import type { ActionNode } from '../face/action-node.ts';
import type { JobOutcome } from '../outcome.ts';
import type { Trigger } from '../raise/trigger.ts';
import type { Action } from '../read/read-action.ts';
import type { Workflow } from '../read/workflow.ts';

/** What every job of this process shares. */
export interface Engine {
  readonly github: LocalGitHub;
  /** The folder that stands for weighbridge-ci/weighbridge. */
  readonly checkout: string;
  readonly node: ActionNode;
  /** Where jobs work; removed at the end. */
  readonly workFolder: string;
  /** The variables of this machine that a runner would have, too. */
  readonly machine: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, string>>;
  readonly listener: Listener;
  /** Ends everything as somebody who presses "Cancel workflow" does. */
  readonly signal: AbortSignal | undefined;
}

/** Hears what happens while it happens. */
export interface Listener {
  job?(name: string): void;
  step?(job: string, name: string): void;
  line?(job: string, line: string): void;
  stepEnded?(job: string, name: string, conclusion: string, durationMs: number): void;
  jobEnded?(job: JobOutcome): void;
}

/** One workflow run. */
export interface Run {
  readonly engine: Engine;
  readonly repository: RepositoryRecord;
  readonly trigger: Trigger;
  readonly record: RunRecord;
  readonly files: Files;
  readonly workflow: Workflow;
  readonly signal: AbortSignal;
  /** Newer runs of the same workflow that wait for this one. */
  readonly later: readonly Run[];
  /** Every job that has ended, as it ends. */
  readonly ended: JobOutcome[];
}

/** Workflow and action files that a run may use, read before it begins. */
export interface Files {
  /** By `commit:PATH` or `checkout:PATH`. */
  readonly workflows: ReadonlyMap<string, Workflow>;
  /** By their folder in the checkout, `.` for its root. */
  readonly actions: ReadonlyMap<string, Action>;
}
