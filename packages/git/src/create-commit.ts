import { Failure } from '@weighbridge/contract';
import type { Git } from './git.ts';

/** A file of a commit that is made from data, without index or working tree. */
export interface NewFile {
  /** A plain name; commits of ours have no folders. */
  readonly path: string;
  readonly data: Uint8Array | AsyncIterable<Uint8Array>;
}

export interface NewCommit {
  readonly files: readonly NewFile[];
  readonly message: string;
  /** Author's and committer's date; seconds count. */
  readonly at: Date;
}

const identity = { name: 'Weighbridge', email: 'weighbridge@localhost' } as const;

/**
 * Writes a commit without parents into the object store and gives its id. Nothing else changes: no ref, no index, no
 * file. The same content and date give the same id on every machine, so writing twice is the same as writing once.
 */
export async function createCommit(git: Git, { files, message, at }: NewCommit): Promise<string> {
  const entries: string[] = [];
  for (const { path, data } of files) {
    if (path === '' || path === '.' || path === '..' || /[/\0\n\t]/.test(path)) {
      throw new Failure('usage', `${JSON.stringify(path)} cannot be the name of a file in a stored commit`);
    }
    const oid = await git.text({ args: ['hash-object', '-w', '--stdin', '--no-filters'], input: data });
    entries.push(`100644 blob ${oid}\t${path}\0`);
  }
  const tree = await git.text({ args: ['mktree', '-z'], input: Buffer.from(entries.join('')) });
  // The @ keeps git from taking a small number for something else.
  const date = `@${Math.floor(at.getTime() / 1_000)} +0000`;
  return git.text({
    args: ['commit-tree', '--no-gpg-sign', '-F', '-', tree],
    input: Buffer.from(message.endsWith('\n') ? message : `${message}\n`),
    extraEnv: {
      GIT_AUTHOR_NAME: identity.name,
      GIT_AUTHOR_EMAIL: identity.email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: identity.name,
      GIT_COMMITTER_EMAIL: identity.email,
      GIT_COMMITTER_DATE: date,
    },
  });
}
