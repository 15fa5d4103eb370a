import type { Listener } from '../job/engine.ts';

/** What every call can say. */
export interface Call {
  /** A git repository of the user's, whose branches are pushed. */
  readonly folder: string;
  /** What pull requests go into. Default: the default branch, which is main or master where there is one. */
  readonly base?: string;
  /** Who does it. Default: mona; for a fork: hubot. */
  readonly actor?: string;
  /** Only this workflow file: its name, or its path. */
  readonly workflow?: string;
  /** Runs the last event of this kind and head again, as another attempt of the same runs. */
  readonly rerun?: boolean;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  /** Cancels what runs, as somebody who presses "Cancel workflow". */
  readonly signal?: AbortSignal;
  readonly listener?: Listener;
}

/** Opens the pull request of a head, or takes on an open one. */
export interface PullRequestCall extends Call {
  readonly head: string;
  /** The head lies in a fork of the actor's. */
  readonly fork?: boolean;
  readonly title?: string;
  /** Its description, when it is opened. */
  readonly body?: string;
  readonly draft?: boolean;
  /** Those to add. */
  readonly labels?: readonly string[];
  readonly action?: 'closed' | 'reopened' | 'ready_for_review';
}

/** Pushes a branch or tag of the folder's, or merges a pull request. */
export interface PushCall extends Call {
  /** Default: the base. */
  readonly branch?: string;
  /** Merges the open pull request of this head first. */
  readonly merge?: string;
  readonly squash?: boolean;
  readonly force?: boolean;
}

/** Queues open pull requests for merging. */
export interface MergeGroupCall extends Call {
  /** Of open pull requests, in the order of the queue. */
  readonly heads: readonly string[];
  /** Merges what passed and takes out what failed. */
  readonly mergeOnSuccess?: boolean;
}

/** The time of a schedule has come: of each one, or of that named. */
export interface ScheduleCall extends Call {
  readonly cron?: string;
}

/** Somebody presses "Run workflow" on the default branch. */
export interface DispatchCall extends Call {
  readonly inputs?: Readonly<Record<string, string>>;
}
