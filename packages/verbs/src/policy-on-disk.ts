import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Failure, loadPolicy, type Policy } from '@weighbridge/contract';
import type { Call } from './call.ts';
import { folderSource } from './policy-source.ts';

/** The policy in the caller's folder, or that of the repository around it. Paths in it begin at the repository's root. */
export async function policyOnDisk(
  call: Call,
  named: string | undefined,
): Promise<{ policy: Policy; root: string }> {
  const root = repositoryRoot(call.cwd);
  const config = join(root ?? call.cwd, 'weighbridge.yml');
  const path = named === undefined ? nearest(call.cwd, config) : resolve(call.cwd, named);
  const name = named ?? 'weighbridge.yml';
  const folder = root !== undefined && !relative(root, path).startsWith('..') ? root : dirname(path);
  const policy = await loadPolicy(folderSource(folder, path, name), name);
  if (policy === undefined) {
    throw new Failure(
      'config',
      'there is no such file, and without it no metric has a direction; name one with --config',
      { where: { file: name } },
    );
  }
  return { policy, root: folder };
}

function nearest(folder: string, otherwise: string): string {
  const here = join(folder, 'weighbridge.yml');
  return existsSync(here) ? here : otherwise;
}

/** The folder with `.git` that a folder lies in: result files are compared where there is no git, too. */
function repositoryRoot(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryRoot(parent);
}
