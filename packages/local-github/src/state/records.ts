/**
 * What the loopback GitHub remembers, as plain JSON. Records are changed in place by the rooms of `state/` only; everybody
 * else reads them. Ids count upwards over all kinds, times are ISO 8601.
 */
export interface Records {
  format: 1;
  lastId: number;
  users: UserRecord[];
  repositories: RepositoryRecord[];
  pulls: PullRecord[];
  comments: CommentRecord[];
  statuses: StatusRecord[];
  checkRuns: CheckRunRecord[];
  runs: RunRecord[];
  artifacts: ArtifactRecord[];
  queue: QueueRecord[];
  tokens: TokenRecord[];
}

export interface UserRecord {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Bot' | 'Organization';
}

export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read';

export interface RepositoryRecord {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  readonly description: string | null;
  readonly createdAt: string;
  /** The repository this one was forked from. */
  readonly parent: number | null;
  defaultBranch: string;
  pushedAt: string;
  /** Issues and pull requests count together. */
  lastNumber: number;
  lastRunNumber: number;
  collaborators: Record<string, Role>;
  rulesets: Ruleset[];
}

export type RuleName = 'creation' | 'update' | 'deletion' | 'non_fast_forward' | 'pull_request';

/** A ruleset as GitHub has it, for branches or tags. Nothing reaches other refs. */
export interface Ruleset {
  readonly name: string;
  readonly target: 'branch' | 'tag';
  /** Patterns over the name without `refs/heads/` or `refs/tags/`; `*` does not cross a slash, `**` does. */
  readonly include: readonly string[];
  readonly rules: readonly RuleName[];
  /** Checks or statuses, by name, that a merge waits for. */
  readonly requiredChecks?: readonly string[];
  /** Logins that may pass. `github-actions[bot]` cannot be one. */
  readonly bypass?: readonly string[];
}

export interface PullRecord {
  readonly id: number;
  readonly repository: number;
  readonly number: number;
  readonly author: string;
  readonly createdAt: string;
  readonly headRepository: number;
  readonly headRef: string;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  draft: boolean;
  labels: string[];
  headSha: string;
  baseRef: string;
  /** The base's tip when the head was last pushed: it does not follow the base. */
  baseSha: string;
  /** The test merge while open, the commit on the base once merged. */
  mergeCommitSha: string | null;
  mergeable: boolean | null;
  /** What the test merge was made of, so that it stays while neither side moves. */
  mergedFrom: string | null;
  mergedAt: string | null;
  mergedBy: string | null;
  closedAt: string | null;
  updatedAt: string;
  events: PullEvent[];
}

/** What a person sees between the comments. */
export interface PullEvent {
  readonly at: string;
  readonly actor: string;
  readonly kind:
    | 'pushed'
    | 'force-pushed'
    | 'merged'
    | 'closed'
    | 'reopened'
    | 'labeled'
    | 'ready'
    | 'draft'
    | 'queued'
    | 'dequeued';
  readonly detail: string;
}

export interface CommentRecord {
  readonly id: number;
  readonly repository: number;
  readonly number: number;
  readonly author: string;
  readonly createdAt: string;
  body: string;
  updatedAt: string;
  /** Why it is folded away (`OUTDATED`, …), or null. */
  minimized: string | null;
}

export type StatusState = 'error' | 'failure' | 'pending' | 'success';

export interface StatusRecord {
  readonly id: number;
  readonly repository: number;
  readonly sha: string;
  readonly creator: string;
  readonly state: StatusState;
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly createdAt: string;
}

export type Progress = 'queued' | 'in_progress' | 'completed' | 'waiting' | 'requested' | 'pending';
export type Conclusion =
  | 'success'
  | 'failure'
  | 'neutral'
  | 'cancelled'
  | 'skipped'
  | 'timed_out'
  | 'action_required';

export interface CheckRunRecord {
  readonly id: number;
  readonly repository: number;
  readonly headSha: string;
  readonly name: string;
  readonly startedAt: string;
  /** The workflow run and its attempt, where a job made this check. */
  readonly run: number | null;
  readonly attempt: number;
  status: Progress;
  conclusion: Conclusion | null;
  completedAt: string | null;
  steps: StepRecord[];
  summary: string;
  log: string;
  annotations: AnnotationRecord[];
}

export interface StepRecord {
  readonly name: string;
  readonly status: 'queued' | 'in_progress' | 'completed';
  readonly conclusion: Conclusion | null;
}

export interface AnnotationRecord {
  readonly level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string;
  readonly path?: string;
  readonly line?: number;
}

export interface RunRecord {
  readonly id: number;
  readonly repository: number;
  readonly workflowId: number;
  readonly name: string;
  /** `.github/workflows/ci.yml` */
  readonly path: string;
  readonly event: string;
  readonly number: number;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly headRepository: number;
  readonly actor: string;
  readonly title: string;
  readonly createdAt: string;
  /** Numbers of pull requests; empty for forks, as on GitHub. */
  readonly pulls: readonly number[];
  attempt: number;
  status: Progress;
  conclusion: Conclusion | null;
  startedAt: string;
  updatedAt: string;
}

export interface ArtifactRecord {
  readonly id: number;
  readonly run: number;
  readonly name: string;
  readonly mimeType: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Nobody sees an artifact before it is finalized. */
  finalized: boolean;
  size: number;
  digest: string | null;
}

export interface QueueRecord {
  readonly id: number;
  readonly repository: number;
  readonly pull: number;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly headSha: string;
  /** `refs/heads/gh-readonly-queue/main/pr-7-<base sha>` */
  readonly headRef: string;
}

export type Level = 'none' | 'read' | 'write';
export type PermissionName =
  | 'actions'
  | 'checks'
  | 'contents'
  | 'issues'
  | 'metadata'
  | 'pull-requests'
  | 'statuses'
  | 'workflows';

export interface TokenRecord {
  readonly token: string;
  readonly login: string;
  readonly kind: 'actions' | 'app' | 'user';
  /** Id of the only repository it may write; null for a user's own token. */
  readonly repository: number | null;
  readonly permissions: Readonly<Partial<Record<PermissionName, Level>>>;
}
