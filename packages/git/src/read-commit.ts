import { Failure } from '@weighbridge/contract';
import type { Git } from './git.ts';
import { pathText, splitNul } from './path-name.ts';

/** An entry of a commit's uppermost tree, as untrusted as the commit. */
export interface TreeEntry {
  readonly path: string;
  /** `100644`, `100755`, `120000` (symbolic link), `040000` (folder), `160000` (submodule). */
  readonly mode: string;
  readonly oid: string;
  /** Bytes of a blob; undefined for anything else. */
  readonly size: number | undefined;
}

export interface CommitContent {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly entries: readonly TreeEntry[];
}

/** A commit of ours has a handful of files; a tree of more than this many bytes is not one of ours. */
const maxTreeBytes = 1_048_576;

/**
 * What an object holds, if it is a commit that is here: its parents and the entries of its uppermost tree, unchecked.
 * Undefined where it is something else. Nothing of the content is read yet.
 */
export async function readCommit(git: Git, oid: string): Promise<CommitContent | undefined> {
  if (!/^[0-9a-f]{40,64}$/.test(oid))
    throw new Failure('usage', `${JSON.stringify(oid)} is not an object id`);
  const commit = await git.run({ args: ['cat-file', 'commit', oid], maxBytes: maxTreeBytes });
  // `cat-file commit` follows a tag to its commit, so the type is asked for too.
  const type = await git.run({ args: ['cat-file', '-t', oid] });
  if (commit.code !== 0 || type.stdout.toString('latin1').trim() !== 'commit') return undefined;
  const header = commit.stdout.toString('latin1').split('\n\n', 1)[0] ?? '';
  const tree = /^tree ([0-9a-f]+)$/m.exec(header)?.[1] ?? '';
  const parents = [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap((match) => match[1] ?? []);
  const listing = await git.out({
    args: ['ls-tree', '-l', '-z', '--full-tree', tree],
    maxBytes: maxTreeBytes,
  });
  return { tree, parents, entries: splitNul(listing).map(treeEntry) };
}

/** `<mode> <type> <oid> <size, padded, or ->\t<path>` */
function treeEntry(entry: Uint8Array): TreeEntry {
  const tab = entry.indexOf(0x09);
  const [mode = '', , oid = '', size = ''] = Buffer.from(entry.subarray(0, tab))
    .toString('latin1')
    .split(/ +/);
  return {
    path: pathText(entry.subarray(tab + 1)),
    mode,
    oid,
    size: /^\d+$/.test(size) ? Number(size) : undefined,
  };
}

/** Whether the object is here, without asking a remote (git before 2.44 may ask one in a partial clone). */
export async function hasObject(git: Git, oid: string): Promise<boolean> {
  if (!/^[0-9a-f]{40,64}$/.test(oid)) return false;
  const { code } = await git.run({ args: ['cat-file', '-e', oid], extraEnv: { GIT_NO_LAZY_FETCH: '1' } });
  return code === 0;
}

/** The bytes of a blob. Throws a Failure beyond `maxBytes`. */
export function readBlob(git: Git, oid: string, maxBytes: number): Promise<Uint8Array> {
  return git.out({ args: ['cat-file', 'blob', oid], maxBytes });
}

/** The same as they come, for what should not be held in memory. */
export function streamBlob(git: Git, oid: string): AsyncIterable<Uint8Array> {
  return git.stream({ args: ['cat-file', 'blob', oid] });
}
