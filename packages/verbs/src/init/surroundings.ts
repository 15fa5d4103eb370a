import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyFile } from '@weighbridge/contract';
import { openRepository, type Repository } from '@weighbridge/git';
import type { Call } from '../call.ts';
import { gitOptions } from '../change.ts';

/** The repository that a policy is proposed for. */
export interface Surroundings {
  readonly repository: Repository;
  readonly root: string;
  /** As git knows them: tracked, or new and not ignored. */
  readonly files: readonly KeyFile[];
  /** Those of them that a policy can name, ordered by path. */
  readonly paths: readonly string[];
  readonly has: (path: string) => boolean;
  /** The beginning of a file; empty where it cannot be read. */
  readonly text: (path: string) => Promise<string>;
}

const maxTextBytes = 512 * 1024;
const maxPathChars = 500;

/**
 * Characters that a path in weighbridge.yml may not hold, or that mean more than themselves there: such a file is not
 * proposed, its owner can still name it.
 */
const unusable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffd\\*?[\]{}]|^[!~]|^[A-Za-z]:/u;

export async function lookAround(call: Call): Promise<Surroundings> {
  const repository = await openRepository(call.cwd, gitOptions(call));
  const { files } = await repository.workingFiles();
  const paths = files.map(({ path }) => path).filter(isUsable);
  const known = new Set(paths);
  return {
    repository,
    root: repository.root,
    files,
    paths,
    has: (path) => known.has(path),
    text: async (path) => (known.has(path) ? readBeginning(join(repository.root, path), maxTextBytes) : ''),
  };
}

export function isUsable(path: string): boolean {
  return path.length <= maxPathChars && !unusable.test(path);
}

/** The first bytes of a file as text; empty where there is no such file, or it cannot be read. */
export async function readBeginning(path: string, maxBytes: number): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      if (!(await file.stat()).isFile()) return '';
      const { buffer, bytesRead } = await file.read(Buffer.alloc(maxBytes), 0, maxBytes, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}
