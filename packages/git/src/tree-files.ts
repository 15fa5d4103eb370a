import type { KeyFile } from '@weighbridge/contract';
import type { Git } from './git.ts';
import { byPath, pathText, splitNul } from './path-name.ts';
import { requireCommit } from './revisions.ts';

/**
 * All files of a commit with git's object ids: blobs, symbolic links (id of the link's text) and submodules (the
 * commit they are at). Equal to `workingFiles` of a clean checkout.
 */
export async function treeFiles(git: Git, commit: string): Promise<readonly KeyFile[]> {
  const sha = await requireCommit(git, commit);
  const data = await git.out({ args: ['ls-tree', '-r', '-z', '--full-tree', sha] });
  return splitNul(data).map(treeFile).sort(byPath);
}

/** `<mode> <type> <oid>\t<path>` */
function treeFile(entry: Uint8Array): KeyFile {
  const tab = entry.indexOf(0x09);
  const [mode = '', , oid = ''] = Buffer.from(entry.subarray(0, tab)).toString('latin1').split(' ');
  return { path: pathText(entry.subarray(tab + 1)), oid, executable: mode === '100755' };
}
