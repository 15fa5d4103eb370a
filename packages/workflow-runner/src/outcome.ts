import type { AnnotationRecord } from '@weighbridge/local-github';

/** How a run, job or step ended. */
export type Result = 'success' | 'failure' | 'cancelled' | 'skipped';

/** What came of one call: the same as the command prints with `--json`. */
export interface Outcome {
  readonly event: string;
  readonly jobs: readonly JobOutcome[];
  /** Of the pull request (of a merge queue: of all in it), oldest first. */
  readonly comments: readonly { readonly author: string; readonly body: string }[];
  /** Summaries of all jobs, one after the other. */
  readonly summary: string;
  readonly runs: readonly RunOutcome[];
  readonly pull: number | null;
  /** The page to look at: the pull request, or the repository's runs. */
  readonly url: string;
  /** What was not run and why, in sentences. */
  readonly notes: readonly string[];
  /** What the loopback GitHub was asked and GitHub would not have understood. */
  readonly violations: readonly string[];
}

/** One attempt of a workflow run. */
export interface RunOutcome {
  readonly id: number;
  readonly attempt: number;
  readonly number: number;
  /** `.github/workflows/ci.yml` */
  readonly workflow: string;
  readonly name: string;
  readonly action: string | null;
  readonly sha: string;
  readonly headSha: string;
  readonly conclusion: Result;
  readonly url: string;
}

/** A job of a run. */
export interface JobOutcome {
  /** As GitHub shows it: `caller / called (matrix)`. */
  readonly name: string;
  readonly id: string;
  /** Of the run it belongs to. */
  readonly run: number;
  readonly workflow: string;
  readonly conclusion: Result;
  readonly outputs: Readonly<Record<string, string>>;
  readonly steps: readonly StepOutcome[];
  readonly annotations: readonly AnnotationRecord[];
  readonly summary: string;
  /** Masked. */
  readonly log: string;
  readonly durationMs: number;
}

/** A step of a job, those of the runner itself among them. */
export interface StepOutcome {
  readonly name: string;
  /** After `continue-on-error`. */
  readonly conclusion: Result;
  readonly outcome: Result;
  readonly durationMs: number;
}
