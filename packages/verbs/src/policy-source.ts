import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type KeyFile, loadPolicy, type Policy, type PolicySource } from '@weighbridge/contract';
import type { Repository } from '@weighbridge/git';

/** Reads the policy as it stands in the working tree. */
export function workingTreeSource(root: string, files: readonly KeyFile[]): PolicySource {
  return {
    label: 'the working tree',
    read: (path) => readIfThere(join(root, path)),
    list: async () => files.map((file) => file.path),
  };
}

/** The policy as it stands in the working tree; undefined where there is no such file. */
export function loadWorkingPolicy(
  root: string,
  files: readonly KeyFile[],
  config: string,
): Promise<Policy | undefined> {
  return loadPolicy(workingTreeSource(root, files), config);
}

/** Reads the policy from a folder that need not be a repository; `include` is resolved beside the file. */
export function folderSource(root: string, config: string, name: string): PolicySource {
  return {
    label: root,
    read: (path) => readIfThere(path === name ? config : join(root, path)),
    list: async () => {
      const entries = await readdir(root, { withFileTypes: true, recursive: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    },
  };
}

/** Reads the policy as it stands in a commit, whatever the working tree says. */
export function commitSource(
  repository: Repository,
  commit: string,
  files: readonly KeyFile[],
): PolicySource {
  return {
    label: commit.slice(0, 7),
    read: (path) => repository.readFile(commit, path),
    list: async () => files.map((file) => file.path),
  };
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
