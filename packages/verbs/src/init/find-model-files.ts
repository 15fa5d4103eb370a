import { pathMatcher } from '@weighbridge/contract';
import { importedFiles } from './imported-files.ts';
import { depthOf, endingOf, folderOf, nameOf, stemOf } from './path-parts.ts';
import type { Surroundings } from './surroundings.ts';

/** What the model seems to be made of. */
export interface ModelFiles {
  /** Narrow globs; never everything. */
  readonly paths: readonly string[];
  readonly params: readonly string[];
  readonly prompts: readonly string[];
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
  /** Examples and the like. */
  readonly data: readonly string[];
  readonly lockfiles: readonly string[];
}

const paramsName = /^(?:params|hparams|hyperparameters)\.(?:ya?ml|json)$/;
const promptName = /(?:^|\/)prompts?\/[^/]+\.(?:md|txt|prompt|jinja2?|j2)$|\.prompt$/;
const weights = new Set(
  'bin ckpt gguf h5 joblib keras onnx npz pb pkl pickle pmml pt pth rds safetensors tflite ubj'.split(' '),
);
const code = new Set('py js mjs cjs ts mts r ipynb sh'.split(' '));
/** Folders that are called after what they hold. */
const modelFolders = /^(?:models?|src|weights|checkpoints|artifacts|features?)$/;
const trainName = /^(?:train|fit|finetune|fine_tune)(?:ing)?(?:[_-].*)?$/;

/** More single files than this are named by their ending. */
const maxSingleFiles = 12;

/** Finds the model's files: what the evaluation imports and names, what trains, weights, parameters, prompts and the lockfile. */
export async function findModelFiles(around: Surroundings, search: ModelSearch): Promise<ModelFiles> {
  const { home } = search;
  const isHere = (path: string): boolean => folderOf(path) === home || folderOf(path) === '';
  const params = around.paths.filter((path) => isHere(path) && paramsName.test(nameOf(path)));
  const prompts = promptGlobs(around.paths.filter((path) => promptName.test(path)));
  const train = around.paths.filter(
    (path) => isHere(path) && code.has(endingOf(path)) && trainName.test(stemOf(path)),
  );
  const { imported, source } = await importedFiles(around, [...new Set([...search.evaluation, ...train])]);
  const named = await namedInSource(around, [...search.evaluation, ...train, ...imported]);
  const isPrompt = pathMatcher(prompts);
  const isApart = (path: string): boolean =>
    [...search.harness, ...search.apart, ...search.data, ...params, ...search.lockfiles].includes(path) ||
    isPrompt(path);
  const parts = [...new Set([...train, ...imported, ...named])].filter((path) => !isApart(path));
  const made = parts.length > 0 ? parts : besides(around.paths, home).filter((path) => !isApart(path));
  const globs = narrowGlobs(around.paths, made, search);
  const onlyHarness = globs.length === 0 && params.length === 0 && prompts.length === 0;
  const paths = [...globs, ...search.lockfiles];
  const inPlace = params.length + prompts.length > 0 ? [...params, ...prompts] : search.evaluation;
  return {
    paths: paths.length > 0 ? paths : inPlace.slice(0, maxSingleFiles),
    params,
    prompts,
    train,
    onlyHarness,
    source,
  };
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

/** Where no import says more: weights and code beside the evaluation, and the folders that are called after a model. */
function besides(paths: readonly string[], home: string): readonly string[] {
  const prefix = home === '' ? '' : `${home}/`;
  return paths.filter((path) => {
    if (!path.startsWith(prefix)) return false;
    const [first = '', ...rest] = path.slice(prefix.length).split('/');
    const isCode = code.has(endingOf(path)) || weights.has(endingOf(path)) || /^model\./.test(nameOf(path));
    return rest.length === 0 ? isCode && !isTool(path) : modelFolders.test(first);
  });
}

function isTool(path: string): boolean {
  return /^(?:setup|conftest|noxfile|tasks|test_.*|.*_test|.*\.(?:config|test|spec))$/.test(stemOf(path));
}

/** Files as globs: a folder stands for all in it, files at the root and in folders of data stand for themselves. */
function narrowGlobs(
  all: readonly string[],
  files: readonly string[],
  { data }: ModelSearch,
): readonly string[] {
  const isData = (folder: string): boolean => data.some((path) => path.startsWith(`${folder}/`));
  const globs = new Set<string>();
  const single = files.filter((path) => depthOf(path) === 0 || isData(folderOf(path)));
  for (const path of files) if (!single.includes(path)) globs.add(`${folderOf(path)}/**`);
  const kept = [...globs].filter(
    (glob) => ![...globs].some((other) => other !== glob && glob.startsWith(other.slice(0, -2))),
  );
  if (single.length <= maxSingleFiles) return [...single.sort(), ...kept.sort()];
  const patterns = new Set(
    single.map((path) => {
      const folder = folderOf(path);
      const pattern = `${folder === '' ? '' : `${folder}/`}*.${endingOf(path)}`;
      return endingOf(path) !== '' && all.includes(path) ? pattern : path;
    }),
  );
  return [...[...patterns].sort().slice(0, maxSingleFiles), ...kept.sort()];
}

/** Prompts by folder and ending. */
function promptGlobs(files: readonly string[]): readonly string[] {
  return [
    ...new Set(
      files.map((path) => `${folderOf(path) === '' ? '' : `${folderOf(path)}/`}*.${endingOf(path)}`),
    ),
  ].sort();
}
