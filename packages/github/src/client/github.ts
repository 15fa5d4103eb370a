import type { z } from 'zod';

/** One request: what for, in words that complete "could not …", and what its answer has to look like. */
export interface Question<T> {
  readonly what: string;
  /** As in GitHub's documentation: `GET /repos/{owner}/{repo}/pulls/{pull_number}`. Owner and repository are filled in. */
  readonly route: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Of `data`; fields that it does not name are dropped. */
  readonly answer: z.ZodType<T>;
}

/** What a write does to people: a new comment notifies them. */
export type WriteKind = 'write' | 'notification';

/** GitHub's API for one repository and token. Everything that fails throws a `GitHubFailure`. */
export interface GitHub {
  /** `owner/name` */
  readonly repository: string;
  /** Login of the token's own identity: `github-actions[bot]` for a job's. Asked once. */
  viewer(): Promise<string>;
  /** Asks, and asks again where a fault may pass. For reads, and for writes that may be done twice. */
  ask<T>(question: Question<T>): Promise<T>;
  /** All pages of a list, 100 entries each. */
  list<T>(question: Question<T>): Promise<readonly T[]>;
  /**
   * A write that is only right for what was read just before. Where it failed in a way that may pass (it may have been done all the
   * same), the time to wait is waited, and `again` asks the caller to read and to decide anew. `tries` counts how often it did; after three of them the next fault is final.
   */
  writeOnce<T>(
    kind: WriteKind,
    question: Question<T>,
    tries: number,
  ): Promise<{ readonly done: T } | 'again'>;
  /** Waits until the next write may follow the last one; says whether it had to, as what was read is old then. */
  spaced(kind: WriteKind): Promise<boolean>;
}
