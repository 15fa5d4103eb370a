import type { Repository } from '@weighbridge/git';
import { thisRepository } from './remote.ts';

/** Branch names that are tried for main where the clone does not say which one it is, in this order. */
const usualNames = ['main', 'master', 'trunk'];

/**
 * Commits that main is known at: the branch here and the remote's, which need not agree. Where this clone knows no main
 * (a checkout of one branch alone), the remote is asked and its commit is brought here. Empty: there is no main.
 */
export async function mainCommits(repository: Repository, remote: string): Promise<readonly string[]> {
  const noted = remote === thisRepository ? undefined : await repository.notedDefaultBranch(remote);
  for (const name of noted === undefined ? usualNames : [noted, ...usualNames]) {
    const commits = await branchCommits(repository, remote, name);
    if (commits.length > 0) return commits;
  }
  if (remote === thisRepository) return [];
  const asked = await repository.remoteDefaultBranch(remote);
  return asked === undefined ? [] : [await broughtHere(repository, remote, asked.oid)];
}

/** The commit of a branch of the remote that this clone has not fetched; undefined where there is no such branch. */
export async function unfetchedBranch(
  repository: Repository,
  remote: string,
  name: string,
): Promise<string | undefined> {
  if (remote === thisRepository) return undefined;
  const ref = `refs/heads/${name}`;
  const found = (await repository.lsRemote(remote, [ref])).find((branch) => branch.ref === ref);
  return found && broughtHere(repository, remote, found.oid);
}

async function branchCommits(
  repository: Repository,
  remote: string,
  name: string,
): Promise<readonly string[]> {
  const refs = [`refs/heads/${name}`, `refs/remotes/${remote}/${name}`];
  const found = await Promise.all(refs.map((ref) => repository.revParse(ref)));
  return [...new Set(found.flatMap((sha) => sha ?? []))];
}

async function broughtHere(repository: Repository, remote: string, oid: string): Promise<string> {
  await repository.ensureHistory(remote, [oid]);
  return oid;
}
