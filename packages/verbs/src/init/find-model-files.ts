import { pathMatcher } from '@weighbridge/contract';
import { filesBeside, isCode } from './files-beside.ts';
import { importedFiles } from './imported-files.ts';
import { narrowGlobs, promptGlobs } from './narrow-globs.ts';
import { folderOf, nameOf, stemOf } from './path-parts.ts';
import type { Surroundings } from './surroundings.ts';

/** What the model seems to be made of. */
export interface ModelFiles {
  /** Narrow globs; never everything. */
  readonly paths: readonly string[];
  readonly params: readonly string[];
  readonly prompts: readonly string[];
  /** Prompts that are called after judging: of the harness, not of the model. */
  readonly judges: readonly string[];
  /** Scripts that train; most evaluations need what they make. */
  readonly train: readonly string[];
  /** No file but the evaluation's own was found. */
  readonly onlyHarness: boolean;
  /** The text of the evaluation and of all that it imports. */
  readonly source: string;
}

export interface ModelSearch {
  /** Files that the evaluation's command names. */
  readonly evaluation: readonly string[];
  /** Files that judge, and are no part of the model. */
  readonly harness: readonly string[];
  /** Folder of the evaluation, '' for the root. */
  readonly home: string;
  /** Other scripts that evaluate: neither part of the model nor of this harness. */
  readonly apart: readonly string[];
  /** Folders of other evaluations. */
  readonly others: readonly string[];
  /** Examples and the like. */
  readonly data: readonly string[];
  readonly lockfiles: readonly string[];
}

const paramsName = /^(?:params|hparams|hyperparameters)\.(?:ya?ml|json)$/;
const promptName = /(?:^|\/)prompts?\/[^/]+\.(?:md|txt|prompt|jinja2?|j2)$|\.prompt$/;
const judgeName = /judg(?:e|ing)|rubric|(?:^|[^a-z])(?:grader|grading|scorer|evaluator)/;
const trainName = /^(?:train|fit|finetune|fine_tune)(?:ing)?(?:[_-].*)?$/;

/** Finds the model's files: what the evaluation imports and names, what trains, weights, parameters, prompts and the lockfile. */
export async function findModelFiles(around: Surroundings, search: ModelSearch): Promise<ModelFiles> {
  const { home } = search;
  const isHere = (path: string): boolean => folderOf(path) === home || folderOf(path) === '';
  const params = around.paths.filter((path) => isHere(path) && paramsName.test(nameOf(path)));
  const allPrompts = around.paths.filter((path) => promptName.test(path));
  const isJudge = (path: string): boolean => judgeName.test(stemOf(path));
  const own = withoutOthers(allPrompts, search);
  const judges = own.filter(isJudge);
  const prompts = promptGlobs(
    own.filter((path) => !isJudge(path)),
    allPrompts.filter(isJudge),
  );
  const train = around.paths.filter((path) => isHere(path) && isCode(path) && trainName.test(stemOf(path)));
  const { imported, source } = await importedFiles(around, [...new Set([...search.evaluation, ...train])]);
  const named = await namedInSource(around, [...search.evaluation, ...train, ...imported]);
  const isPrompt = pathMatcher(prompts);
  const isApart = (path: string): boolean =>
    [...search.harness, ...judges, ...search.apart, ...search.data, ...params, ...search.lockfiles].includes(
      path,
    ) || isPrompt(path);
  const parts = [...new Set([...train, ...imported, ...named])].filter((path) => !isApart(path));
  const made = parts.length > 0 ? parts : filesBeside(around.paths, search);
  const beneath = parts.length > 0 ? [] : (await importedFiles(around, made)).imported;
  const whole = [...new Set([...made, ...beneath])].filter((path) => !isApart(path));
  const globs = narrowGlobs(whole, search.data);
  const onlyHarness = globs.length === 0 && params.length === 0 && prompts.length === 0;
  const paths = [...globs, ...search.lockfiles];
  const inPlace = params.length + prompts.length > 0 ? [...params, ...prompts] : search.evaluation;
  return {
    paths: paths.length > 0 ? paths : inPlace,
    params,
    prompts,
    judges,
    train,
    onlyHarness,
    source,
  };
}

/** An evaluation with prompts in its own folder has none in those of others. */
function withoutOthers(prompts: readonly string[], { home, others }: ModelSearch): readonly string[] {
  const isIn = (path: string, folder: string): boolean => folder !== '' && path.startsWith(`${folder}/`);
  if (!prompts.some((path) => isIn(path, home))) return prompts;
  return prompts.filter((path) => isIn(path, home) || !others.some((folder) => isIn(path, folder)));
}

/** Files that the sources name in quotes by their paths, such as weights and training data. */
async function namedInSource(around: Surroundings, paths: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    for (const [, , literal = ''] of (await around.text(path)).matchAll(
      /(['"`])((?:(?!\1)[^\n\\]){3,200})\1/g,
    )) {
      const name = literal.replace(/^\.\//, '');
      if (!around.has(name) || /\.(?:md|txt)$/i.test(name)) continue;
      found.add(name);
    }
  }
  return [...found];
}
