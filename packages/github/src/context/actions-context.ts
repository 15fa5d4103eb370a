/** What a workflow run knows about itself: where it runs, for which commit, and because of which event. */
export interface ActionsContext {
  /** `owner/name` */
  readonly repository: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /** GITHUB_SHA: on `pull_request` the test merge, not the head. */
  readonly sha: string;
  /** GITHUB_REF */
  readonly ref: string;
  readonly actor: string;
  /** Digits; larger than a number holds exactly one day. */
  readonly runId: string;
  /** 1 for the first, one more for every re-run. */
  readonly runAttempt: number;
  /** The page of this run and attempt. */
  readonly runUrl: string;
  readonly workflow: string;
  readonly job: string;
  readonly defaultBranch: string;
  readonly event: GitHubEvent;
}

export type GitHubEvent =
  | PullRequestEvent
  | MergeGroupEvent
  | PushEvent
  | { readonly name: 'schedule'; readonly cron: string }
  | { readonly name: 'workflow_dispatch'; readonly ref: string; readonly onDefaultBranch: boolean }
  /** Anything else, `pull_request_target` among it: nothing of its payload is read. */
  | { readonly name: 'other'; readonly event: string };

export interface PullRequestEvent {
  readonly name: 'pull_request';
  readonly action: string;
  readonly number: number;
  /** What reports and statuses stand on. */
  readonly headSha: string;
  /** The name of a branch, chosen by its author: untrusted text. */
  readonly headRef: string;
  /** `owner/name`; null where the fork is gone. */
  readonly headRepository: string | null;
  readonly baseRef: string;
  /** Tip of the base branch at the last push to the pull request. */
  readonly baseSha: string;
  /** The test merge that is checked out; null where there is none (a conflict, or a closed pull request). */
  readonly mergeSha: string | null;
  /** The head lies in another repository: the token reads only, and there are no secrets. */
  readonly fork: boolean;
  readonly draft: boolean;
  readonly labels: readonly string[];
  readonly author: string;
  /** Dependabot opened it or pushed to it: the token reads only, and the secrets are Dependabot's own. */
  readonly dependabot: boolean;
  readonly closed: boolean;
}

export interface MergeGroupEvent {
  readonly name: 'merge_group';
  readonly headSha: string;
  readonly headRef: string;
  readonly baseSha: string;
  readonly baseRef: string;
  /** Of the pull request that the group ends with, as its branch tells; undefined where it does not. */
  readonly number: number | undefined;
}

export interface PushEvent {
  readonly name: 'push';
  readonly ref: string;
  /** undefined for a tag. */
  readonly branch: string | undefined;
  /** undefined for a branch that is new. */
  readonly before: string | undefined;
  /** Forty zeros where the branch was deleted. */
  readonly after: string;
  readonly toDefaultBranch: boolean;
  readonly deleted: boolean;
}
