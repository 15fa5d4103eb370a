import { Failure } from '@weighbridge/contract';
import type { Git } from './git.ts';

/** A commit as history shows it. */
export interface CommitInfo {
  readonly sha: string;
  /** In order; the first parent is what it was merged into. Empty at the edge of a shallow clone. */
  readonly parents: readonly string[];
  /** The committer's date. */
  readonly at: Date;
  readonly subject: string;
}

/** The full commit id of a revision; undefined if there is none of that name here. Safe with any text. */
export async function revParse(git: Git, rev: string): Promise<string | undefined> {
  if (rev === '' || /[\0\n]/.test(rev)) return undefined;
  const { code, stdout } = await git.run({
    args: ['rev-parse', '--verify', '--quiet', '--end-of-options', `${rev}^{commit}`],
  });
  // git 2.30 prints `--end-of-options` itself before the answer.
  const sha = stdout.toString('utf8').trim().split('\n').at(-1) ?? '';
  return code === 0 && /^[0-9a-f]{40,64}$/.test(sha) ? sha : undefined;
}

/** The same; a revision that is not there is a Failure that names it. */
export async function requireCommit(git: Git, rev: string): Promise<string> {
  const sha = await revParse(git, rev);
  if (sha !== undefined) return sha;
  throw new Failure(
    'usage',
    `there is no commit ${JSON.stringify(rev)} in ${git.cwd}; if it is on the remote, fetch it (\`fetch-depth: 0\` in actions/checkout fetches all history)`,
  );
}

/** The best common ancestor; undefined if there is none (in a shallow clone: none that is here). */
export async function mergeBase(git: Git, a: string, b: string): Promise<string | undefined> {
  const [left, right] = await Promise.all([requireCommit(git, a), requireCommit(git, b)]);
  const call = { args: ['merge-base', left, right] };
  const { code, stdout, stderr } = await git.run(call);
  if (code === 0) return stdout.toString('utf8').trim().split('\n')[0];
  if (code === 1) return undefined;
  throw git.failure(call, stderr);
}

/** The commit itself and its first parents, newest first, at most `max`. */
export async function firstParents(git: Git, rev: string, max: number): Promise<readonly CommitInfo[]> {
  const sha = await requireCommit(git, rev);
  const format = '--format=%H%n%P%n%ct%n%s';
  const text = await git.text({
    args: [
      'log',
      '--first-parent',
      '-z',
      `--max-count=${max}`,
      format,
      '--no-show-signature',
      '--no-color',
      sha,
    ],
  });
  return text
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [id = '', parents = '', seconds = '', subject = ''] = entry.split('\n');
      return {
        sha: id,
        parents: parents === '' ? [] : parents.split(' '),
        at: new Date(Number(seconds) * 1_000),
        subject,
      };
    });
}

/** The parents that stand in the commit itself, so also those that a shallow clone does not have. */
export async function parentsOf(git: Git, rev: string): Promise<readonly string[]> {
  const text = await git.text({ args: ['cat-file', 'commit', await requireCommit(git, rev)] });
  const header = text.slice(0, text.indexOf('\n\n'));
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap((match) => match[1] ?? []);
}

/** The branch that is checked out; undefined on a detached HEAD. */
export async function currentBranch(git: Git): Promise<string | undefined> {
  const { code, stdout } = await git.run({ args: ['symbolic-ref', '--quiet', '--short', 'HEAD'] });
  return code === 0 ? stdout.toString('utf8').trim() : undefined;
}

/** The default branch of a remote as this clone noted it (`origin/HEAD`); undefined where it noted none. */
export async function notedDefaultBranch(git: Git, remote: string): Promise<string | undefined> {
  const prefix = `refs/remotes/${remote}/`;
  const { code, stdout } = await git.run({ args: ['symbolic-ref', '--quiet', `${prefix}HEAD`] });
  const name = stdout.toString('utf8').trim();
  return code === 0 && name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
}

/** Whether history ends here before it began. */
export async function isShallow(git: Git): Promise<boolean> {
  return (await git.text({ args: ['rev-parse', '--is-shallow-repository'] })) === 'true';
}

/** Names of the remotes, `origin` first where there is one. */
export async function remotes(git: Git): Promise<readonly string[]> {
  const names = (await git.text({ args: ['remote'] })).split('\n').filter((name) => name !== '');
  return names.sort((a, b) => Number(b === 'origin') - Number(a === 'origin'));
}
