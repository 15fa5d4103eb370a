import { Failure } from '@weighbridge/contract';
import type { Repository } from '@weighbridge/git';
import { mergeBaseWith } from './base.ts';
import type { CiBase } from './circumstances.ts';
import { unfetchedBranch } from './main-branch.ts';

/** The commit that HEAD is weighed against in CI, brought here; undefined where nothing precedes it. */
export async function findCiBase(
  repository: Repository,
  remote: string,
  head: string,
  base: CiBase,
): Promise<string | undefined> {
  switch (base.of) {
    case 'schedule':
      return head;
    case 'queue':
      return brought(repository, remote, base.sha);
    case 'push':
      return (await present(repository, remote, base.before)) ?? firstParent(repository, remote, head);
    case 'pull-request':
      return pullRequestBase(repository, remote, head, base);
  }
}

async function pullRequestBase(
  repository: Repository,
  remote: string,
  head: string,
  base: Extract<CiBase, { of: 'pull-request' }>,
): Promise<string> {
  const parents = await repository.parents(head);
  const [onto] = parents;
  if (head !== base.head && onto !== undefined && parents.length === 2) {
    return brought(repository, remote, onto);
  }
  if (head !== base.head) {
    throw new Failure(
      'usage',
      `the checkout is at ${head.slice(0, 7)}, which is neither the pull request's merge commit nor its head ${base.head.slice(0, 7)}; check out without \`ref:\``,
    );
  }
  const branch = await unfetchedBranch(repository, remote, base.branch);
  const found = branch === undefined ? undefined : await mergeBaseWith(repository, remote, head, branch);
  if (found !== undefined) return found;
  throw new Failure(
    'usage',
    branch === undefined
      ? `${remote} has no branch ${base.branch}, which this pull request is to be merged into`
      : `${base.branch} and this pull request share no history`,
  );
}

/** A commit that may be gone from the remote, as the one before a forced push in time is. */
async function present(
  repository: Repository,
  remote: string,
  sha: string | undefined,
): Promise<string | undefined> {
  if (sha === undefined) return undefined;
  try {
    return await brought(repository, remote, sha);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

async function firstParent(
  repository: Repository,
  remote: string,
  head: string,
): Promise<string | undefined> {
  const [parent] = await repository.parents(head);
  return parent && brought(repository, remote, parent);
}

async function brought(repository: Repository, remote: string, sha: string): Promise<string> {
  if (await repository.hasObject(sha)) return sha;
  await repository.ensureHistory(remote, [sha]);
  if (await repository.hasObject(sha)) return sha;
  throw new Failure(
    'usage',
    `${remote} no longer has the commit ${sha.slice(0, 7)} that this is weighed against`,
  );
}
