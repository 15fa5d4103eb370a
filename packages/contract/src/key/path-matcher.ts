import picomatch from 'picomatch';
import { normalPath } from '../weighbridge-yml/repository-path.ts';

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

/** Whether one of the globs means a path as it stands: `*`, `?`, `[…]` and `{…}` count, all else is itself. */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) {
    return () => false;
  }
  // Without the escapes picomatch would take these for parts of a regular expression, with its backtracking.
  const literal = globs.map((glob) => normalPath(glob).replace(/[()|+@$]/g, '\\$&'));
  return picomatch(literal, { dot: true, noextglob: true, nonegate: true, windows: false });
}
