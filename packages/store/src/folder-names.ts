import { readdir } from 'node:fs/promises';
import { Failure } from '@weighbridge/contract';

/** Names in a folder; none if it is not there. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((cause: unknown) => {
    if (hasCode(cause, 'ENOENT', 'ENOTDIR')) return [];
    throw folderFailure(`${folder} cannot be read`, cause);
  });
}

/** Whether an error of the file system is one of these. */
export function hasCode(cause: unknown, ...codes: readonly string[]): boolean {
  return cause instanceof Error && 'code' in cause && codes.some((code) => code === cause.code);
}

/** A failure of a folder store: what, and the system's own words. */
export function folderFailure(
  what: string,
  cause: unknown,
  code: 'usage' | 'infrastructure' = 'infrastructure',
): Failure {
  return new Failure(code, `${what} (${cause instanceof Error ? cause.message : String(cause)})`, { cause });
}
