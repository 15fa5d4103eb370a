import type { Problem } from '../failure.ts';
import { globMatcher } from '../key/path-matcher.ts';
import type { PolicySource } from '../policy-source.ts';
import { type Node, nodeAt } from './node.ts';
import { globProblem } from './repository-path.ts';

const maxIncludedFiles = 500;

/** The files that `include` matches, and what is wrong with its globs. */
export async function includedPaths(
  source: PolicySource,
  path: string,
  root: Node | undefined,
): Promise<{ readonly paths: readonly string[]; readonly problems: readonly Problem[] }> {
  const include = root === undefined ? undefined : nodeAt(root, ['include']);
  const globs = (include?.kind === 'list' ? include.items : []).flatMap((item) =>
    item.kind === 'scalar' && typeof item.value === 'string' && globProblem(item.value) === undefined
      ? [{ glob: item.value, where: item.at }]
      : [],
  );
  if (globs.length === 0) {
    return { paths: [], problems: [] };
  }
  const files = await source.list();
  const paths = new Set<string>();
  const problems: Problem[] = [];
  for (const { glob, where } of globs) {
    const isMatch = globMatcher([glob]);
    const matches = files.filter((file) => file !== path && isMatch(file));
    if (matches.length === 0) {
      problems.push({ message: `\`include\`: no file matches ${JSON.stringify(glob)}`, where });
    }
    for (const match of matches) {
      paths.add(match);
    }
  }
  if (paths.size > maxIncludedFiles) {
    const message = `\`include\`: expected at most ${maxIncludedFiles} files, found ${paths.size.toLocaleString('en')}`;
    return { paths: [], problems: [...problems, { message, where: include?.at ?? { file: path } }] };
  }
  return { paths: [...paths].sort(), problems };
}
