import { resolve } from './bare-repository.ts';
import { committer, git, tryGit } from './git.ts';
import { mergedTree } from './merge-tree.ts';

/** How two commits are joined, and what the result says. */
export interface MergeRequest {
  readonly base: string;
  readonly head: string;
  readonly message: string;
  readonly at: Date;
  /** A squash has the base as its only parent. */
  readonly squash?: boolean;
}

/** Joins two commits without a work tree. Gives the new commit's id, or undefined where they conflict. */
export async function mergeCommits(gitDir: string, request: MergeRequest): Promise<string | undefined> {
  const { base, head, message, at, squash = false } = request;
  const tree = await mergedTree(gitDir, base, head);
  if (tree === undefined) return undefined;
  const parents = squash ? [base] : [base, head];
  return git(['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-m', message], {
    gitDir,
    env: committer(at),
  });
}

/** Where two histories parted. */
export async function mergeBase(gitDir: string, one: string, other: string): Promise<string | undefined> {
  const { code, stdout } = await tryGit(['merge-base', one, other], { gitDir });
  return code === 0 ? stdout.toString().trim() : resolve(gitDir, `${one}^{commit}`);
}
