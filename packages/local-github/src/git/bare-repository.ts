import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { git, tryGit } from './git.ts';

/** The id of no object, by which git says that a ref is created or deleted. */
export const zeroSha = '0'.repeat(40);

/** Makes an empty bare repository, or one with all branches and tags of another. */
export async function createBare(gitDir: string, defaultBranch: string, origin?: string): Promise<void> {
  await mkdir(dirname(gitDir), { recursive: true });
  await git(['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`, gitDir]);
  const settings = {
    'http.receivepack': 'true',
    'uploadpack.allowFilter': 'true',
    'uploadpack.allowAnySHA1InWant': 'true',
    'receive.autogc': 'false',
    // Readable by everybody, written by GitHub alone.
    'receive.hideRefs': 'refs/pull',
  };
  for (const [key, value] of Object.entries(settings)) await git(['config', key, value], { gitDir });
  if (origin !== undefined) await importRefs(gitDir, origin);
}

/** Takes all branches and tags of another repository (a clone, or a bare one), moved or new. */
export async function importRefs(
  gitDir: string,
  origin: string,
  refspecs?: readonly string[],
): Promise<void> {
  const wanted = refspecs ?? ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];
  await git(
    ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--update-head-ok', origin, ...wanted],
    {
      gitDir,
    },
  );
}

export async function listRefs(gitDir: string): Promise<Map<string, string>> {
  const text = await git(['for-each-ref', '--format=%(refname) %(objectname)'], { gitDir });
  const lines = text === '' ? [] : text.split('\n');
  return new Map(lines.map((line) => line.split(' ') as [string, string]));
}

/** The object id a ref or revision stands for; undefined if there is none. */
export async function resolve(gitDir: string, revision: string): Promise<string | undefined> {
  const { code, stdout } = await tryGit(['rev-parse', '--verify', '--quiet', '--end-of-options', revision], {
    gitDir,
  });
  return code === 0 ? stdout.toString().trim() : undefined;
}

export async function typeOf(gitDir: string, sha: string): Promise<string> {
  return git(['cat-file', '-t', sha], { gitDir });
}

export async function setRef(gitDir: string, ref: string, sha: string): Promise<void> {
  await git(['update-ref', ref, sha], { gitDir });
}

export async function deleteRef(gitDir: string, ref: string): Promise<void> {
  await git(['update-ref', '-d', ref], { gitDir });
}

export async function isAncestor(gitDir: string, ancestor: string, descendant: string): Promise<boolean> {
  return (await tryGit(['merge-base', '--is-ancestor', ancestor, descendant], { gitDir })).code === 0;
}

/** A file of a commit; undefined if the path is not there. */
export async function readBlob(gitDir: string, commit: string, path: string): Promise<Buffer | undefined> {
  const { code, stdout } = await tryGit(['cat-file', 'blob', `${commit}:${path}`], { gitDir });
  return code === 0 ? stdout : undefined;
}
