import type { ReadFile } from '../data/dvc.ts';
import type { SourceFile } from '../read/source-text.ts';
import { readCondaLock } from './conda-lock.ts';
import { readPackageLock, readPnpmLock, readYarnLock } from './npm-locks.ts';
import type { Package } from './package.ts';
import { readPoetryLock } from './poetry-lock.ts';
import { readPipfileLock, readPylock } from './python-locks.ts';
import { readRequirements } from './requirements.ts';
import { readUvLock } from './uv-lock.ts';

type Reader = (file: SourceFile, readFile: ReadFile) => readonly Package[] | Promise<readonly Package[]>;

/** Which reader a file's name asks for; the first that fits. */
const readers: readonly (readonly [kind: string, name: RegExp, reader: Reader])[] = [
  ['uv', /^uv\.lock$/, readUvLock],
  ['poetry', /^(?:poetry|pdm)\.lock$/, readPoetryLock],
  ['pylock', /^pylock(?:\.[^.]+)?\.toml$/, readPylock],
  ['pipenv', /^Pipfile\.lock$/, readPipfileLock],
  ['conda-lock', /(?:^|[.-])conda-lock\.ya?ml$/, readCondaLock],
  ['npm', /^(?:package-lock|npm-shrinkwrap)\.json$/, readPackageLock],
  ['pnpm', /^pnpm-lock\.yaml$/, readPnpmLock],
  ['yarn', /^yarn\.lock$/, readYarnLock],
  [
    'requirements',
    /(?:requirements|constraints).*\.(?:txt|lock|pip)$|^[^/]*\.requirements$/,
    readRequirements,
  ],
];

/** What kind of lockfile a path is by its name; undefined where it is none that is known. */
export function lockfileKind(path: string): string | undefined {
  return readerOf(path)?.[0];
}

/**
 * Packages that a lockfile holds, sorted; undefined where its name is none that is known. Throws a `config` failure with
 * file, line and column where it cannot be read.
 */
export async function readLockfile(
  file: SourceFile,
  readFile: ReadFile,
): Promise<{ readonly kind: string; readonly packages: readonly Package[] } | undefined> {
  const found = readerOf(file.path);
  return found === undefined ? undefined : { kind: found[0], packages: await found[2](file, readFile) };
}

function readerOf(path: string) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  // `requirements/base.txt` is one too.
  const around = /(?:^|\/)requirements\/[^/]+\.txt$/.test(path) ? 'requirements.txt' : name;
  return readers.find(([, pattern]) => pattern.test(around));
}
