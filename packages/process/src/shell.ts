import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Shell {
  readonly file: string;
  readonly args: readonly string[];
}

/** The shell of a `run:` step, from the PATH that the command gets: bash where there is one, else sh. */
export function findShell(path: string | undefined): Shell | undefined {
  const bash = findOnPath('bash', path);
  if (bash !== undefined) return { file: bash, args: ['-e', '-o', 'pipefail', '-c'] };
  const sh = findOnPath('sh', path) ?? (isExecutable('/bin/sh') ? '/bin/sh' : undefined);
  return sh === undefined ? undefined : { file: sh, args: ['-e', '-c'] };
}

function findOnPath(name: string, path: string | undefined): string | undefined {
  const folders = (path ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
