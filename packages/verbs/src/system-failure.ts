import { Failure } from '@weighbridge/contract';

/** What the system's words mean for whoever has to mend it. */
const advice: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; free some space and run it again',
  EDQUOT: 'the disk quota is used up; free some space and run it again',
  EROFS:
    'the file system is read-only, and Weighbridge keeps its files in `.weighbridge` of the working tree',
  EACCES: 'this user may not; look at the owner and the mode of the file and of its folder',
  EPERM: 'this user may not; look at the owner and the mode of the file and of its folder',
  ENOENT: 'there is no such file or folder; it may have been deleted meanwhile',
  ENOTDIR: 'a part of the path is a file where a folder is needed',
  EISDIR: 'it is a folder where a file is needed',
  EMFILE: 'too many files are open; raise `ulimit -n`',
  ENFILE: 'too many files are open on this machine',
  ENAMETOOLONG: 'the name is longer than the file system takes',
};

/**
 * The failure that its reader can act on: a Failure as it is, and what the file system refused as a sentence. Undefined:
 * a bug of ours.
 */
export function asFailure(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const meaning = advice[error.code];
  if (meaning === undefined || !('syscall' in error)) return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  return new Failure('infrastructure', `${meaning} (${error.code} on ${String(error.syscall)})`, {
    cause: error,
    ...(path === undefined ? {} : { where: { file: path } }),
  });
}
