import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

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
