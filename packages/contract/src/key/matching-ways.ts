/** What makes a glob slow on some path: everything that can be tried in more ways than one. */
export interface GlobShape {
  /** Combinations of the words in its `{…}`. */
  readonly alternatives: number;
  /** Segments that are `**`, for any number of folders. */
  readonly folders: number;
  /** Wildcards in each of its other segments. */
  readonly stars: readonly number[];
}

export function globShape(glob: string): GlobShape {
  const segments = glob.split('/');
  return {
    alternatives: alternativesOf(glob),
    folders: segments.filter((segment) => segment === '**').length,
    stars: segments.flatMap((segment) =>
      segment === '**' || !segment.includes('*') ? [] : [segment.match(/\*+/g)?.length ?? 0],
    ),
  };
}

/** At most so many: nested braces are counted as if each were chosen from by itself. */
export function alternativesOf(glob: string): number {
  const open: number[] = [];
  let product = 1;
  for (const character of glob) {
    if (character === '{') open.push(1);
    else if (character === ',' && open.length > 0) open.push((open.pop() ?? 1) + 1);
    else if (character === '}') product *= open.pop() ?? 1;
  }
  return product;
}

/** In how many ways a glob may have to be tried on a path before it is known not to match: the steps of its regular expression. */
export function matchingWays(shape: GlobShape, path: string): number {
  const segments = path.split('/');
  const longest = segments.reduce((most, { length }) => Math.max(most, length), 0);
  return shape.stars.reduce(
    (ways, count) => ways * choices(longest, count),
    shape.alternatives * choices(segments.length, shape.folders),
  );
}

/** In how many ways `parts` cuts fall into a text of a length, in order. */
function choices(length: number, parts: number): number {
  let ways = 1;
  for (let part = 1; part <= parts; part += 1) ways *= (length + part) / part;
  return ways;
}
