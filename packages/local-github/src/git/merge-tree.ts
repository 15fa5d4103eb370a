import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, tryGit } from './git.ts';

/** The tree of two commits joined; undefined where they conflict. */
export async function mergedTree(gitDir: string, base: string, head: string): Promise<string | undefined> {
  const { code, stdout, stderr } = await tryGit(
    ['merge-tree', '--write-tree', '--allow-unrelated-histories', base, head],
    { gitDir },
  );
  if (code === 0) return stdout.toString().split('\n')[0];
  if (code === 1) return undefined;
  // git before 2.38 does not know the option.
  if (code === 129 || /usage:|unknown (rev|option)/.test(stderr))
    return mergedTreeOfOldGit(gitDir, base, head);
  throw new Error(`git merge-tree ${base} ${head} failed with code ${code}: ${stderr.trim()}`);
}

/** The same with an index and a work tree of its own, which needs no more than git 2.29. Renames are not followed. */
export async function mergedTreeOfOldGit(
  gitDir: string,
  base: string,
  head: string,
): Promise<string | undefined> {
  const scratch = await mkdtemp(join(tmpdir(), 'local-github-merge-'));
  const env = { GIT_DIR: gitDir, GIT_INDEX_FILE: join(scratch, 'index'), GIT_WORK_TREE: scratch };
  try {
    const ancestor = (await tryGit(['merge-base', base, head], { env })).stdout.toString().trim();
    const empty = await git(['hash-object', '-t', 'tree', '-w', '--stdin'], { env, input: '' });
    await git(['read-tree', '-i', '-m', '--aggressive', ancestor || empty, base, head], { env });
    const merged = await tryGit(['-C', scratch, 'merge-index', '-o', '-q', 'git-merge-one-file', '-a'], {
      env,
    });
    return merged.code === 0 ? await git(['write-tree'], { env }) : undefined;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
