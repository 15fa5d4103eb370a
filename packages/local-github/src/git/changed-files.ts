import { git } from './git.ts';

export interface ChangedFile {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed';
  readonly sha: string | null;
  readonly additions: number;
  readonly deletions: number;
  /** The unified diff from its first `@@`; null for binary files. */
  readonly patch: string | null;
}

const statuses: Readonly<Record<string, ChangedFile['status']>> = {
  A: 'added',
  C: 'copied',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  T: 'changed',
};

/** What differs between two commits, in git's order. */
export async function changedFiles(
  gitDir: string,
  from: string,
  to: string,
): Promise<readonly ChangedFile[]> {
  const options = ['diff-tree', '-r', '-z', '--no-commit-id', '--find-renames'];
  const raw = (await git([...options, '--raw', '--full-index', from, to], { gitDir })).split('\0');
  const counts = countsOf(await git([...options, '--numstat', from, to], { gitDir }));
  const patches = patchesOf(
    await git(['diff', '--find-renames', '--full-index', from, to, '--'], { gitDir }),
  );
  const files: ChangedFile[] = [];
  for (let index = 0; index + 1 < raw.length; ) {
    const [, , , sha = '', letter = ''] = (raw[index] ?? '').split(' ');
    const renamed = /^[RC]/.test(letter);
    const path = raw[index + (renamed ? 2 : 1)] ?? '';
    const [additions, deletions] = counts.get(path) ?? [0, 0];
    files.push({
      path,
      previousPath: renamed ? (raw[index + 1] ?? null) : null,
      status: statuses[letter.charAt(0)] ?? 'changed',
      sha: /^0+$/.test(sha) ? null : sha,
      additions,
      deletions,
      patch: patches[files.length] ?? null,
    });
    index += renamed ? 3 : 2;
  }
  return files;
}

/** Lines added and removed by path; a binary file has none. */
function countsOf(numstat: string): Map<string, readonly [number, number]> {
  const counts = new Map<string, readonly [number, number]>();
  const parts = numstat.split('\0');
  for (let index = 0; index < parts.length; index += 1) {
    const [added, removed, path] = (parts[index] ?? '').split('\t');
    if (removed === undefined) continue;
    const pair = [Number(added) || 0, Number(removed) || 0] as const;
    // A renamed file's two paths follow as entries of their own.
    if (path === '') index += 2;
    counts.set(path === '' ? (parts[index] ?? '') : (path ?? ''), pair);
  }
  return counts;
}

function patchesOf(diff: string): readonly (string | null)[] {
  if (diff === '') return [];
  return diff
    .split(/^diff --git /m)
    .slice(1)
    .map((part) => {
      const start = part.search(/^@@/m);
      return start < 0 ? null : part.slice(start).trimEnd();
    });
}
