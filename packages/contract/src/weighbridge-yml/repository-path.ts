import { alternativesOf } from '../key/matching-ways.ts';

const maxPathChars = 1_000;

/** What is wrong with a path into the repository; undefined where it is well. */
function pathProblem(path: string): string | undefined {
  if (path === '' || path.length > maxPathChars) {
    return `expected a path of 1 to ${maxPathChars.toLocaleString('en')} characters`;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f\u2028\u2029]/.test(path)) {
    return 'a path holds no line breaks or control characters';
  }
  if (/^(?:\/|~|[A-Za-z]:)/.test(path)) {
    return "expected a path relative to the repository's root";
  }
  if (path.includes('\\')) {
    return 'expected `/` between folders, not `\\`';
  }
  if (path.split('/').includes('..')) {
    return 'the path leads out of its folder with `..`: expected one inside the repository';
  }
  return undefined;
}

/** Each wildcard multiplies the ways in which a glob can be tried on a path. */
const maxWildcards = 6;
const maxAlternatives = 1_000;

/** What is wrong with a glob of paths; undefined where it is well. */
export function globProblem(glob: string): string | undefined {
  if (glob.startsWith('!')) {
    return 'a glob that begins with `!` is not used: put it under `ignore`';
  }
  const wildcards = glob.match(/\*+/g)?.length ?? 0;
  if (wildcards > maxWildcards) {
    return `expected at most ${maxWildcards} wildcards in a glob`;
  }
  return alternativesOf(glob) > maxAlternatives
    ? `expected at most ${maxAlternatives.toLocaleString('en')} combinations of what stands in \`{…}\``
    : pathProblem(glob);
}

/** What is wrong with the path of one file; undefined where it is well. */
export function filePathProblem(path: string): string | undefined {
  return (
    pathProblem(path) ??
    (normalPath(path) === '' || path.endsWith('/') ? 'expected a file, not a folder' : undefined)
  );
}

/** The same path without `./`, doubled or closing slashes; '' is the root. */
export function normalPath(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
