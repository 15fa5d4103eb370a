import { posix } from 'node:path';
import { Failure } from '@weighbridge/contract';
import type { Git } from './git.ts';
import { requireCommit } from './revisions.ts';

/** A file of the size of a policy or a suite; more is asked for by name. */
export const defaultMaxFileBytes = 256 * 1_048_576;

/**
 * A file of a commit, symbolic links followed inside the tree. Undefined if there is no such file, or if it is a folder
 * or a submodule. Throws a Failure where it is larger than `maxBytes`, before reading it.
 */
export async function readFile(
  git: Git,
  commit: string,
  path: string,
  maxBytes = defaultMaxFileBytes,
): Promise<Uint8Array | undefined> {
  const clean = posix.normalize(path);
  if (clean.startsWith('../') || clean.startsWith('/') || /[\0\n]/.test(clean)) return undefined;
  const sha = await requireCommit(git, commit);
  const input = Buffer.from(`${sha}:${clean}\n`);
  const header = await git.text({ args: ['cat-file', '--batch-check', '--follow-symlinks'], input });
  const found = /^([0-9a-f]{40,64}) blob (\d+)$/.exec(header.split('\n')[0] ?? '');
  if (found === null) return undefined;
  const [, oid = '', size = ''] = found;
  if (Number(size) > maxBytes) {
    throw new Failure(
      'usage',
      `${clean} in commit ${sha.slice(0, 12)} has ${size} bytes; at most ${maxBytes} are read`,
    );
  }
  return git.out({ args: ['cat-file', 'blob', oid], maxBytes });
}
