import { createReadStream } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderFailure } from './folder-names.ts';
import type { ContentEntry, RunContent } from './run-content.ts';

/** What a run's folder holds, links not followed. Throws a Failure if it is not there. */
export async function folderEntries(folder: string): Promise<readonly ContentEntry[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw folderFailure(`there is no stored run in ${folder}; it may have been pruned`, cause, 'usage');
  });
  return Promise.all(
    names.map(async (path): Promise<ContentEntry> => {
      const found = await lstat(join(folder, path));
      if (found.isFile()) return { path, kind: 'file', bytes: found.size };
      return {
        path,
        kind: found.isSymbolicLink() ? 'symbolic link' : found.isDirectory() ? 'folder' : 'special file',
        bytes: undefined,
      };
    }),
  );
}

/** The files of a run's folder. */
export function folderContent(folder: string, entries: readonly ContentEntry[]): RunContent {
  return {
    entries,
    read: (path) => readFile(join(folder, path)),
    open: (path) => createReadStream(join(folder, path)),
  };
}
