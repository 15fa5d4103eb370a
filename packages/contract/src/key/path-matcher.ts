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
  const isGlobMatch =
    globs.length === 0
      ? () => false
      : picomatch(globs, { dot: true, noextglob: true, nonegate: true, windows: false });
  return (path) => names.has(path) || folders.some((folder) => path.startsWith(folder)) || isGlobMatch(path);
}
