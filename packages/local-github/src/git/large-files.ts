import { git } from './git.ts';
import { deletes, type PushCommand, type Refusal } from './push-command.ts';

/** What GitHub takes at most in one object. */
export const maxFileBytes = 100 * 1_048_576;

/** Refuses a push that brings a file larger than GitHub keeps. */
export async function refusedForSize(
  gitDir: string,
  command: PushCommand,
  maxBytes: number,
): Promise<Refusal | undefined> {
  if (deletes(command)) return undefined;
  const objects = await git(['rev-list', '--objects', command.after, '--not', '--all'], { gitDir });
  if (objects === '') return undefined;
  const sizes = await git(['cat-file', '--batch-check=%(objecttype) %(objectsize) %(rest)'], {
    gitDir,
    input: `${objects}\n`,
  });
  const large = sizes.split('\n').flatMap((line) => {
    const [type, size, ...path] = line.split(' ');
    return type === 'blob' && Number(size) > maxBytes ? [{ path: path.join(' '), size: Number(size) }] : [];
  });
  if (large.length === 0) return undefined;
  const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(2);
  return {
    reason: 'pre-receive hook declined',
    lines: [
      'error: See https://gh.io/lfs for more information.',
      ...large.map(
        ({ path, size }) =>
          `error: File ${path} is ${megabytes(size)} MB; this exceeds GitHub's file size limit of ${megabytes(maxBytes)} MB`,
      ),
      'error: GH001: Large files detected. You may want to try Git Large File Storage - https://git-lfs.github.com.',
    ],
  };
}
