import { Failure } from '@weighbridge/contract';
import type { Git } from './git.ts';

/** A ref of the remote and the object it points to. */
export interface RemoteRef {
  readonly ref: string;
  readonly oid: string;
}

/**
 * Refs of the remote whose full name begins with one of the prefixes (all, if there is none), in one call.
 * Throws a Failure with the likely cause.
 */
export async function lsRemote(
  git: Git,
  remote: string,
  prefixes: readonly string[],
): Promise<readonly RemoteRef[]> {
  // git matches patterns at the end of names too, so the answer is looked through again.
  const patterns =
    prefixes.length === 0 ? [] : ['HEAD', ...prefixes.flatMap((prefix) => [prefix, `${prefix}*`])];
  const text = (await git.remote(remote, { args: ['ls-remote', '--', remote, ...patterns] })).toString(
    'utf8',
  );
  if (text.trim() === '') await assertAnsweredByGit(git, remote);
  return text
    .split('\n')
    .filter((line) => !line.endsWith('^{}'))
    .flatMap((line) => {
      const [oid = '', ref = ''] = line.split('\t');
      const wanted = prefixes.length === 0 || prefixes.some((prefix) => ref.startsWith(prefix));
      return wanted && /^[0-9a-f]{40,64}$/.test(oid) && ref !== 'HEAD' ? [{ ref, oid }] : [];
    });
}

/**
 * Git takes any page for a repository without refs, a proxy's sign-in page too. Throws a Failure where a remote that had
 * branches when it was last fetched answers with none at all.
 */
async function assertAnsweredByGit(git: Git, remote: string): Promise<void> {
  const tracked = await git.text({ args: ['for-each-ref', '--count=1', `refs/remotes/${remote}/`] });
  if (tracked === '') return;
  const all = await git.remote(remote, { args: ['ls-remote', '--', remote] });
  if (all.toString('utf8').trim() !== '') return;
  throw new Failure(
    'infrastructure',
    `${remote} answers without a single ref, though it had branches when it was last fetched; is it a proxy or a sign-in page that answers in its place?`,
  );
}

/** The branch that a clone of the remote would check out, and its commit; undefined where the remote has none yet. */
export async function remoteDefaultBranch(
  git: Git,
  remote: string,
): Promise<{ readonly branch: string; readonly oid: string } | undefined> {
  const data = await git.remote(remote, { args: ['ls-remote', '--symref', '--', remote, 'HEAD'] });
  const text = data.toString('utf8');
  const branch = /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(text)?.[1];
  const oid = /^([0-9a-f]{40,64})\tHEAD$/m.exec(text)?.[1];
  return branch === undefined || oid === undefined ? undefined : { branch, oid };
}

/**
 * Brings objects here by ref name or full object id, in one call. No ref, no FETCH_HEAD and no configuration changes; a
 * full clone stays full (no depth is passed), and a partial clone gets these objects whole.
 */
export async function fetchObjects(git: Git, remote: string, wanted: readonly string[]): Promise<void> {
  if (wanted.length === 0) return;
  await git.remote(remote, {
    args: ['fetch', ...quietFetch, '--no-filter', '--refmap=', '--', remote, ...wanted],
  });
}

/** A fetch that brings objects only. `--no-auto-maintenance` is `--no-auto-gc` before git 2.29. */
export const quietFetch: readonly string[] = [
  '--quiet',
  '--no-tags',
  '--no-prune',
  '--no-write-fetch-head',
  '--no-recurse-submodules',
  '--no-auto-gc',
];
