import type { KeyFile } from '../manifest.ts';
import type { ModelPolicy, Policy } from '../policy.ts';
import { compareText } from './canonical-json.ts';
import { selectHarnessFiles, suiteData } from './harness-files.ts';
import { pathMatcher } from './path-matcher.ts';

/** CI and Weighbridge's own files: no model is made of them. */
const neverOfModel: readonly string[] = ['.github', '.weighbridge'];

/**
 * The files that a model is made of: its `paths` without `ignore`, without the harness of its suites, and without what
 * only judges it (policy, examples, must-pass ids, evaluation data). Sorted by path.
 */
export function selectModelFiles(
  files: readonly KeyFile[],
  model: ModelPolicy,
  policy: Policy,
): readonly KeyFile[] {
  const isMeant = pathMatcher(model.paths);
  const isIgnored = pathMatcher(model.ignore);
  const excluded = new Set([
    ...policy.files,
    ...model.suites.flatMap((suite) => selectHarnessFiles(files, suite).map((file) => file.path)),
    ...model.suites.flatMap(suiteData),
  ]);
  const folders = [...neverOfModel, ...(model.data.eval?.file === undefined ? [] : [model.data.eval.file])];
  const isExcluded = (path: string) =>
    excluded.has(path) || folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
  return files
    .filter(({ path }) => isMeant(path) && !isIgnored(path) && !isExcluded(path))
    .sort((a, b) => compareText(a.path, b.path));
}
