import { Failure, type KeyFile } from '@weighbridge/contract';
import { createCommit, type NewCommit } from './create-commit.ts';
import { createGit, type Git } from './git.ts';
import { ensureHistory } from './history.ts';
import { type PushOptions, pushRefs, type RefResult, type RefUpdate } from './push-refs.ts';
import { type CommitContent, hasObject, readBlob, readCommit, streamBlob } from './read-commit.ts';
import { readFile } from './read-file.ts';
import { secretForms } from './redact.ts';
import { fetchObjects, lsRemote, type RemoteRef, remoteDefaultBranch } from './remote-refs.ts';
import type { Timing } from './retry.ts';
import {
  type CommitInfo,
  currentBranch,
  firstParents,
  isShallow,
  mergeBase,
  notedDefaultBranch,
  parentsOf,
  remotes,
  revParse,
} from './revisions.ts';
import { treeFiles } from './tree-files.ts';
import { type WorkingFiles, workingFiles } from './working-files.ts';

export interface RepositoryOptions {
  /** For the server of whichever remote is talked to, over https only; never in argv, a URL or a file. */
  readonly token?: string | undefined;
  /** The only server that is given the token, whatever remotes are configured to be. Default: that of any remote. */
  readonly server?: string | undefined;
  /** For one git command; 120 s by default. */
  readonly timeoutMs?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends running commands, children and all. */
  readonly signal?: AbortSignal | undefined;
  readonly timing?: Timing;
}

/** A clone of git's, looked at and written to through the `git` binary. Every method throws a Failure with the likely cause. */
export interface Repository {
  /** The uppermost folder of the working tree. */
  readonly root: string;
  /** Full id of the commit a revision names; undefined if there is none. Safe with any text. */
  revParse(rev: string): Promise<string | undefined>;
  /** Best common ancestor; undefined if none is known here. */
  mergeBase(a: string, b: string): Promise<string | undefined>;
  /** The commit and its first parents, newest first; ends at the edge of a shallow clone. */
  firstParents(rev: string, max: number): Promise<readonly CommitInfo[]>;
  /** Ids of the parents as the commit itself names them: known in a shallow clone too, where the commits are not. */
  parents(rev: string): Promise<readonly string[]>;
  currentBranch(): Promise<string | undefined>;
  /** Names of remotes, `origin` first. */
  remotes(): Promise<readonly string[]>;
  /** The remote's default branch as this clone noted it; undefined where it noted none. Asks no network. */
  notedDefaultBranch(remote: string): Promise<string | undefined>;
  /** The remote's default branch and its commit, asked of the remote; undefined where it has none yet. */
  remoteDefaultBranch(remote: string): Promise<{ readonly branch: string; readonly oid: string } | undefined>;
  isShallow(): Promise<boolean>;
  /** Brings commits and, in a shallow clone, history: see `ensureHistory`. */
  ensureHistory(remote: string, commits?: readonly string[]): Promise<void>;
  /** Files of a commit, ordered by path. */
  treeFiles(commit: string): Promise<readonly KeyFile[]>;
  /** Files of the working tree as they are, ordered by path. */
  workingFiles(): Promise<WorkingFiles>;
  /** A file of a commit; undefined if it is not there. */
  readFile(commit: string, path: string, maxBytes?: number): Promise<Uint8Array | undefined>;
  /** Refs of the remote whose names begin with one of the prefixes. */
  lsRemote(remote: string, prefixes: readonly string[]): Promise<readonly RemoteRef[]>;
  /** Brings objects here, by ref name or id. */
  fetchObjects(remote: string, wanted: readonly string[]): Promise<void>;
  hasObject(oid: string): Promise<boolean>;
  readCommit(oid: string): Promise<CommitContent | undefined>;
  readBlob(oid: string, maxBytes: number): Promise<Uint8Array>;
  streamBlob(oid: string): AsyncIterable<Uint8Array>;
  /** A commit without parents, in the object store only; gives its id. */
  createCommit(commit: NewCommit): Promise<string>;
  pushRefs(
    remote: string,
    updates: readonly RefUpdate[],
    options?: PushOptions,
  ): Promise<readonly RefResult[]>;
}

const defaultTimeoutMs = 120_000;

/** git in a folder that need not be a repository yet. */
export function gitIn(cwd: string, options: RepositoryOptions): Git {
  return createGit({
    token: options.token,
    server: options.server,
    timing: options.timing,
    options: {
      cwd,
      env: options.env ?? process.env,
      timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
      secrets: secretForms(options.token),
      signal: options.signal,
    },
  });
}

/** Opens the repository that a folder is in. Throws a Failure if it is in none, or git is not installed. */
export async function openRepository(dir: string, options: RepositoryOptions = {}): Promise<Repository> {
  const root = await gitIn(dir, options).text({ args: ['rev-parse', '--show-toplevel'] });
  if (root === '') throw new Failure('usage', `${dir} is inside a .git folder; run it in the working tree`);
  const git = gitIn(root, options);
  return {
    root,
    revParse: (rev) => revParse(git, rev),
    mergeBase: (a, b) => mergeBase(git, a, b),
    firstParents: (rev, max) => firstParents(git, rev, max),
    parents: (rev) => parentsOf(git, rev),
    currentBranch: () => currentBranch(git),
    remotes: () => remotes(git),
    notedDefaultBranch: (remote) => notedDefaultBranch(git, remote),
    remoteDefaultBranch: (remote) => remoteDefaultBranch(git, remote),
    isShallow: () => isShallow(git),
    ensureHistory: (remote, commits) => ensureHistory(git, remote, commits),
    treeFiles: (commit) => treeFiles(git, commit),
    workingFiles: () => workingFiles(git),
    readFile: (commit, path, maxBytes) => readFile(git, commit, path, maxBytes),
    lsRemote: (remote, prefixes) => lsRemote(git, remote, prefixes),
    fetchObjects: (remote, wanted) => fetchObjects(git, remote, wanted),
    hasObject: (oid) => hasObject(git, oid),
    readCommit: (oid) => readCommit(git, oid),
    readBlob: (oid, maxBytes) => readBlob(git, oid, maxBytes),
    streamBlob: (oid) => streamBlob(git, oid),
    createCommit: (commit) => createCommit(git, commit),
    pushRefs: (remote, updates, pushOptions) => pushRefs(git, remote, updates, pushOptions),
  };
}
