import type { Evidence, Manifest, Verdict } from '@weighbridge/contract';
import type { RunRef } from './run-ref.ts';

/** Whose runs may be read and written. Runs of pull requests and forks are never stored. */
export type StoredTrust = 'main' | 'local';

export interface StoreOptions {
  /** Trust that is accepted; `main` and `local` by default. Whoever mints accepts `main` only. */
  readonly trust?: readonly StoredTrust[];
}

/** A run as it came out of the store: everything here was checked against its name and digests. */
export interface StoredRun {
  readonly ref: RunRef;
  readonly evidence: Evidence;
  readonly manifest: Manifest;
  /** The verdict on this run when it was main's; undefined if none was stored. */
  readonly verdict: Verdict | undefined;
  /** When the run was made. */
  readonly at: Date;
  /**
   * The rows of a suite as gzip: the suite's files one after the other, which is valid gzip again. Their digests are
   * proved, and their unpacked size is capped, before the first byte comes. Throws when it is iterated: a Failure where
   * the run has no such suite, a DamagedRun where rows were not proved by `read` and are not what they should be.
   */
  rows(suite: string): AsyncIterable<Uint8Array>;
}

export interface ReadOptions {
  readonly rows?: 'now' | 'later';
}

/** A run to be stored. */
export interface NewRun {
  readonly evidence: Evidence;
  /** The manifest, or its text where its bytes are to stay as they are: `evidence.manifest` is their digest. */
  readonly manifest: Manifest | string;
  readonly verdict: Verdict | undefined;
  /** The folder with the rows files that `evidence.suites[].files` names. Other files in it are left alone. */
  readonly files: string;
}

/** Where runs of main live. Every method throws a Failure that says what to do. */
export interface RunStore {
  /** The stored runs of a model, newest first, by one look at names; what does not look like a run is left out. */
  list(model: string): Promise<readonly RunRef[]>;
  /** Brings runs here at once that will be read one by one; never needed, only faster. */
  prefetch(refs: readonly RunRef[]): Promise<void>;
  /**
   * Reads and checks one run, rows included (`rows: 'later'` leaves those to their first use: for who needs the documents
   * only). Throws a DamagedRun if it is not what its name and digests say: the caller may go on without it.
   */
  read(ref: RunRef, options?: ReadOptions): Promise<StoredRun>;
  /**
   * Stores a run under its own name, whole or not at all, and never over another. `created` is false if the very same
   * content was there; other content under this name is a Failure.
   */
  write(run: NewRun): Promise<{ readonly ref: RunRef; readonly created: boolean }>;
  /** Deletes all but the newest `keep` runs of a model and those that `keepAlways` names; gives what went. */
  prune(model: string, keep: number, keepAlways: (ref: RunRef) => boolean): Promise<readonly RunRef[]>;
}
