import type { KeyFile } from '../manifest.ts';
import type { SuitePolicy } from '../policy.ts';
import { compareText } from './canonical-json.ts';
import { filesNamedBy } from './files-named-by.ts';
import { pathMatcher } from './path-matcher.ts';

/**
 * The files that judge and are no part of the model: those of `code`, else the repository's files that `run` names;
 * and the judge's prompt. Sorted by path.
 */
export function selectHarnessFiles(files: readonly KeyFile[], suite: SuitePolicy): readonly KeyFile[] {
  const isHarness = suite.code === undefined ? namedByRun(files, suite) : pathMatcher(suite.code);
  return files
    .filter(({ path }) => path === suite.judge?.prompt || isHarness(path))
    .sort((a, b) => compareText(a.path, b.path));
}

function namedByRun(files: readonly KeyFile[], suite: SuitePolicy): (path: string) => boolean {
  const named = filesNamedBy(suite.run, new Set(files.map((file) => file.path)));
  // Examples have keys of their own: adding one must not make all others incomparable.
  for (const path of suiteData(suite)) {
    named.delete(path);
  }
  return (path) => named.has(path);
}

/** The files of a suite that are data: examples and must-pass ids. */
export function suiteData(suite: SuitePolicy): readonly string[] {
  return [
    ...(suite.examples.kind === 'file' ? [suite.examples.path] : []),
    ...(suite.mustPass === undefined ? [] : [suite.mustPass]),
  ];
}

/**
 * What is likely not meant where `code` is left to its default: a `run` that names no file of the repository, or one
 * that also names what trains. Whole sentences; [] when all is well.
 */
export function harnessWarnings(suite: SuitePolicy, files: readonly KeyFile[]): readonly string[] {
  if (suite.code !== undefined) {
    return [];
  }
  const named = selectHarnessFiles(files, suite).map((file) => file.path);
  if (named.length === 0) {
    return [
      `\`run\` of suite ${suite.name} names no file of the repository, so a change to the evaluation counts as a change to the model; name its files under \`code\`.`,
    ];
  }
  return named
    .filter((path) => /(?:^|[/_.-])(?:train|fit|finetune)(?:ing)?(?:[_.-]|$)/i.test(path))
    .map(
      (path) =>
        `\`run\` of suite ${suite.name} names ${path}, so a change to it makes results not comparable; if it is part of the model, name the harness under \`code\`.`,
    );
}
