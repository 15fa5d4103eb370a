import { Failure } from '@weighbridge/contract';
import type { Repository } from '@weighbridge/git';

/** Branch names that are tried for main when nobody names a base, in this order. */
const mainBranches = ['main', 'master', 'origin/main', 'origin/master'];

/**
 * The commit that a change is weighed against at a terminal: the merge base with main; on main itself the previous
 * commit, or the last one where the working tree has changes. Undefined: there is none yet, this is the first commit.
 *
 * @throws Failure `usage` where the named base does not exist or shares no history
 */
export async function findBase(
  repository: Repository,
  head: { readonly sha: string; readonly dirty: boolean },
  named: string | undefined,
): Promise<string | undefined> {
  const base = await resolveBase(repository, named);
  if (base === undefined) return previous(repository, head);
  let merged = await repository.mergeBase(head.sha, base);
  if (merged === undefined && (await repository.isShallow())) {
    await repository.ensureHistory('origin', [head.sha, base]);
    merged = await repository.mergeBase(head.sha, base);
  }
  if (merged === undefined) {
    throw new Failure('usage', `${named ?? 'main'} and HEAD share no history; name another --base`);
  }
  return merged === head.sha ? previous(repository, head) : merged;
}

async function resolveBase(repository: Repository, named: string | undefined): Promise<string | undefined> {
  if (named !== undefined) {
    const sha = (await repository.revParse(named)) ?? (await repository.revParse(`origin/${named}`));
    if (sha === undefined) {
      throw new Failure(
        'usage',
        `--base ${named}: no such revision here; fetch it, or name a branch, tag or commit`,
      );
    }
    return sha;
  }
  for (const branch of mainBranches) {
    const sha = await repository.revParse(branch);
    if (sha !== undefined) return sha;
  }
  return undefined;
}

async function previous(
  repository: Repository,
  head: { readonly sha: string; readonly dirty: boolean },
): Promise<string | undefined> {
  if (head.dirty) return head.sha;
  const [parent] = await repository.parents(head.sha);
  if (parent === undefined) return undefined;
  if (!(await repository.hasObject(parent))) await repository.ensureHistory('origin', [parent]);
  return parent;
}
