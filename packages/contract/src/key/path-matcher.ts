import picomatch from 'picomatch';
import { Failure } from '../failure.ts';
import { normalPath } from '../weighbridge-yml/repository-path.ts';
import { globShape, matchingWays } from './matching-ways.ts';

/** About a tenth of a second for one path; names that people give stay below a thousandth of it. */
const maxWays = 10_000_000;
const maxShownChars = 100;

/**
 * Whether a path of the repository is meant by one of the globs. A pattern without wildcards means a file, or a folder
 * with all in it. Names that begin with a dot are matched like others; `\` is never a separator.
 */
export function pathMatcher(patterns: readonly string[]): (path: string) => boolean {
  const normal = patterns.map(normalPath);
  // A file may be called `a[1].csv`: its own name always means it.
  const names = new Set(normal);
  const globs = normal.filter((pattern) => /[*?[\]{}]/.test(pattern));
  const folders = normal
    .filter((pattern) => !globs.includes(pattern))
    .map((pattern) => (pattern === '' ? '' : `${pattern}/`));
  const isGlobMatch = globMatcher(globs);
  return (path) => names.has(path) || folders.some((folder) => path.startsWith(folder)) || isGlobMatch(path);
}

/**
 * Whether one of the globs means a path as it stands: `*`, `?`, `[…]` and `{…}` count, all else is itself. Throws a Failure where
 * a path is so long, and a glob has so many wildcards, that trying all their ways would take for ever: neither answer would be true.
 */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) {
    return () => false;
  }
  // Without the escapes picomatch would take these for parts of a regular expression, with its backtracking.
  const literal = globs.map((glob) => normalPath(glob).replace(/[()|+@$]/g, '\\$&'));
  const isMatch = picomatch(literal, { dot: true, noextglob: true, nonegate: true, windows: false });
  const shapes = globs.map((glob) => ({ glob, shape: globShape(normalPath(glob)) }));
  return (path) => {
    const slow = shapes.find(({ shape }) => matchingWays(shape, path) > maxWays);
    if (slow !== undefined) throw tooManyWays(slow.glob, path);
    return isMatch(path);
  };
}

function tooManyWays(glob: string, path: string): Failure {
  const name = path.length > maxShownChars ? `${path.slice(0, maxShownChars)}…` : path;
  return new Failure(
    'config',
    `the glob ${glob} has too many wildcards for a path of ${path.length.toLocaleString('en')} characters (${name}): use fewer of them, or shorten the path`,
  );
}
