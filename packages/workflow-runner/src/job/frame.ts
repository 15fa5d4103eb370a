import type { Json } from '../expression/evaluate.ts';
import type { Granted } from '../read/permissions.ts';
import type { Workflow } from '../read/workflow.ts';

/** A workflow as it is run: by an event, or called by a job of another. */
export interface Frame {
  readonly workflow: Workflow;
  /** `caller / ` for a called workflow. */
  readonly prefix: string;
  readonly inputs: Readonly<Record<string, Json>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** What its jobs get that ask for nothing, and the most they may ask for where another workflow called. */
  readonly granted: Granted;
}

/** What those that need a job see of it. */
export interface JobEnd {
  readonly result: 'success' | 'failure' | 'cancelled' | 'skipped';
  readonly outputs: Readonly<Record<string, string>>;
}
