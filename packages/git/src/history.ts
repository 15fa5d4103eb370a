import { faultOf } from './fault.ts';
import type { Git } from './git.ts';
import { hasObject } from './read-commit.ts';
import { fetchObjects, lsRemote, quietFetch } from './remote-refs.ts';
import { isShallow } from './revisions.ts';

/**
 * Makes sure that the commits, and in a shallow clone all history, are here, so that merge bases and first parents can
 * be told. A full clone is only given commits that it lacks and stays as it is.
 *
 * In a shallow clone it fetches history with `--filter=tree:0`: commits only, some hundred bytes each; git fetches trees
 * and files later, where they are asked for, and notes the remote as their source in the clone's configuration. A server
 * that cannot filter sends everything, which is slower and as right. `commits` are full ids.
 */
export async function ensureHistory(
  git: Git,
  remote: string,
  commits: readonly string[] = [],
): Promise<void> {
  const present = await Promise.all(commits.map((commit) => hasObject(git, commit)));
  const missing = commits.filter((_, index) => present[index] !== true);
  if (!(await isShallow(git))) return fetchObjects(git, remote, missing);
  // The commit that is checked out: its history is what a shallow clone lacks.
  const head = await git.text({ args: ['rev-parse', '--verify', 'HEAD'] });
  await unshallow(git, remote, [...new Set([...missing, head])]);
  git.forget();
}

async function unshallow(git: Git, remote: string, commits: readonly string[]): Promise<void> {
  const flags = ['fetch', ...quietFetch, '--filter=tree:0', '--unshallow', '--refmap='];
  const byId = { args: [...flags, '--', remote, ...commits] };
  const answer = await git.tryRemote(remote, byId);
  if (answer.code === 0) return;
  // Servers of old allow no commits by id, and a commit made here is on no server: then history comes by its branches.
  const { kind } = faultOf(answer.stderr);
  const idRefused =
    kind === 'not-found' || /unadvertised object|not our ref|not a valid/i.test(answer.stderr);
  if (!idRefused) {
    await git.remote(remote, byId);
    return;
  }
  const branches = await lsRemote(git, remote, ['refs/heads/']);
  const input = Buffer.from(branches.map(({ ref }) => `${ref}\n`).join(''));
  await git.remote(remote, { args: [...flags, '--stdin', '--', remote], input });
}
