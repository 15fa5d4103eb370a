import { git } from './git.ts';

/** A ref outside of branches and tags, and what it holds. */
export interface StoredRef {
  readonly name: string;
  readonly sha: string;
  readonly date: string;
  readonly files: number;
  readonly bytes: number;
}

/** Refs under a prefix such as `refs/weighbridge`, newest first, at most so many; `total` counts all. */
export async function storedRefs(
  gitDir: string,
  prefix: string,
  max: number,
): Promise<{ readonly refs: readonly StoredRef[]; readonly total: number }> {
  const format = '--format=%(objectname) %(creatordate:unix) %(refname)';
  const text = await git(['for-each-ref', '--sort=-creatordate', format, prefix], { gitDir });
  const lines = text === '' ? [] : text.split('\n');
  const refs = lines.slice(0, max).map(async (line): Promise<StoredRef> => {
    const [sha = '', seconds = '', name = ''] = line.split(' ');
    const sizes = await git(['ls-tree', '-r', '--format=%(objectsize)', sha], { gitDir });
    const files = sizes === '' ? [] : sizes.split('\n').map((size) => Number(size) || 0);
    const bytes = files.reduce((sum, size) => sum + size, 0);
    const date = new Date(Number(seconds) * 1_000).toISOString().replace(/\.\d{3}Z$/, 'Z');
    return { name, sha, date, files: files.length, bytes };
  });
  return { refs: await Promise.all(refs), total: lines.length };
}
