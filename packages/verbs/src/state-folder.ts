import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@weighbridge/contract';

/** Where the files between the steps stand, `.weighbridge/<model>`; git never sees it. */
export interface StateFolder {
  readonly path: string;
  file(name: string): string;
}

/** The folder of one model, made if need be. */
export async function stateFolder(root: string, model: string): Promise<StateFolder> {
  const top = stateRoot(root);
  const path = join(top, model);
  await mkdir(path, { recursive: true });
  await writeFile(join(top, '.gitignore'), '*\n');
  return { path, file: (name) => join(path, name) };
}

export function stateRoot(root: string): string {
  return join(root, '.weighbridge');
}

/** Paths of the models' folders that hold a file, in order of their names. */
export async function modelFolders(
  root: string,
  holding: 'evidence.json' | 'plan.json' | 'verdict.json',
): Promise<readonly string[]> {
  const top = stateRoot(root);
  const entries = existsSync(top) ? await readdir(top, { withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(top, entry.name))
    .filter((folder) => existsSync(join(folder, holding)))
    .sort();
}

/** Text of a state file. */
export async function readState(folder: StateFolder, name: string): Promise<string> {
  try {
    return await readFile(folder.file(name), 'utf8');
  } catch (cause) {
    throw new Failure('usage', 'no such file; run `eval` first', {
      where: { file: folder.file(name) },
      cause,
    });
  }
}
