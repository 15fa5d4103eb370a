import { Failure } from '@weighbridge/contract';
import type { Repository } from '@weighbridge/git';
import { mainCommits, unfetchedBranch } from './main-branch.ts';

/** Where a base is looked for. */
export interface BaseSearch {
  readonly head: { readonly sha: string; readonly dirty: boolean };
  readonly remote: string;
  /** A revision, or the name of a branch of the remote. */
  readonly named: string | undefined;
}

/**
 * The commit that a change is weighed against at a terminal: the merge base with main; on main itself the previous
 * commit, or the last one where the working tree has changes. Undefined: there is none yet, this is the first commit.
 *
 * @throws Failure `usage` where the named base does not exist or shares no history
 */
export async function findBase(repository: Repository, search: BaseSearch): Promise<string | undefined> {
  const { head, remote, named } = search;
  const mains =
    named === undefined
      ? await mainCommits(repository, remote)
      : [await namedBase(repository, search, named)];
  if (mains.length === 0) return previous(repository, search);
  let merged: string | undefined;
  for (const main of mains) {
    const base = await mergeBaseWith(repository, remote, head.sha, main);
    if (merged === undefined) merged = base;
    // A main that was not pulled for a while would blame this change for what others did: the later base counts.
    else if (base !== undefined && (await repository.mergeBase(merged, base)) === merged) merged = base;
  }
  if (merged === undefined) {
    throw new Failure('usage', `${named ?? 'main'} and HEAD share no history; name another --base`);
  }
  return merged === head.sha ? previous(repository, search) : merged;
}

/** The merge base of HEAD and another commit; brings the history that a shallow clone lacks. */
export async function mergeBaseWith(
  repository: Repository,
  remote: string,
  head: string,
  main: string,
): Promise<string | undefined> {
  const base = await repository.mergeBase(head, main);
  if (base !== undefined || !(await repository.isShallow())) return base;
  await repository.ensureHistory(remote, [head, main]);
  return repository.mergeBase(head, main);
}

async function namedBase(repository: Repository, { remote }: BaseSearch, named: string): Promise<string> {
  const sha =
    (await repository.revParse(named)) ??
    (await repository.revParse(`${remote}/${named}`)) ??
    (await unfetchedBranch(repository, remote, named));
  if (sha !== undefined) return sha;
  throw new Failure(
    'usage',
    `--base ${named}: no such revision here, and no such branch of ${remote === '.' ? 'this repository' : remote}; name a branch, tag or commit`,
  );
}

async function previous(repository: Repository, { head, remote }: BaseSearch): Promise<string | undefined> {
  if (head.dirty) return head.sha;
  const [parent] = await repository.parents(head.sha);
  if (parent === undefined) return undefined;
  if (!(await repository.hasObject(parent))) await repository.ensureHistory(remote, [parent]);
  return parent;
}
