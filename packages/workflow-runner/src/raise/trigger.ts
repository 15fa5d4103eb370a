import type { Payload } from '@weighbridge/local-github';

/** Events that can be raised here. */
export type EventName = 'pull_request' | 'push' | 'merge_group' | 'schedule' | 'workflow_dispatch';

/** Something that happened on the loopback GitHub and that workflows may run for. Plain data: it is kept for re-runs. */
export interface Trigger {
  readonly event: EventName;
  /** `opened`, `checks_requested`, …; undefined for events that have none. */
  readonly action?: string;
  readonly payload: Payload;
  /** GITHUB_SHA: the commit whose workflow files run. */
  readonly sha: string;
  /** GITHUB_REF */
  readonly ref: string;
  /** GITHUB_HEAD_REF and GITHUB_BASE_REF; empty but for pull requests. */
  readonly headRef: string;
  readonly baseRef: string;
  /** The commit that checks stand on: of a pull request its head, not the merge. */
  readonly headSha: string;
  readonly headBranch: string | null;
  /** `owner/name` of where the head lies. */
  readonly headRepository: string;
  readonly actor: string;
  /** The job's token may only read, and there are no secrets. */
  readonly untrusted: boolean;
  readonly pull: number | null;
  readonly title: string;
  /** What filters look at. */
  readonly branch?: string;
  readonly tag?: string;
  /** Paths that changed; undefined where filters of paths do not count. */
  readonly changed?: readonly string[];
  /** Values of `workflow_dispatch` as they were given. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly cron?: string;
}
