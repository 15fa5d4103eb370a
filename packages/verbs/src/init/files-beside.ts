import type { ModelSearch } from './find-model-files.ts';
import { endingOf, folderOf, nameOf, stemOf } from './path-parts.ts';

const weights = new Set(
  'bin ckpt gguf h5 joblib keras onnx npz pb pkl pickle pmml pt pth rds safetensors tflite ubj'.split(' '),
);
const code = new Set('py js mjs cjs ts mts r ipynb sh'.split(' '));
/** Folders that are called after what they hold. */
const modelFolders = /^(?:models?|src|weights|checkpoints|artifacts|features?)$/;

/** Whether its ending says that it is a program. */
export function isCode(path: string): boolean {
  return code.has(endingOf(path));
}

/**
 * Where no import says more: weights and code beside the evaluation, and folders that are called after a model; else what
 * lies around the examples; else the same at the root.
 */
export function filesBeside(paths: readonly string[], search: ModelSearch): readonly string[] {
  const isFree = (path: string): boolean =>
    ![...search.harness, ...search.apart, ...search.data].includes(path);
  const around = search.data.slice(0, 1).map((path) => folderOf(folderOf(path)));
  for (const home of [search.home, ...around.filter((folder) => folder !== ''), '']) {
    const found = inFolder(paths, home).filter(isFree);
    if (found.length > 0) return found;
  }
  return [];
}

function inFolder(paths: readonly string[], home: string): readonly string[] {
  const prefix = home === '' ? '' : `${home}/`;
  return paths.filter((path) => {
    if (!path.startsWith(prefix)) return false;
    const [first = '', ...rest] = path.slice(prefix.length).split('/');
    const isPart = isCode(path) || weights.has(endingOf(path)) || /^model\./.test(nameOf(path));
    return rest.length === 0 ? isPart && !isTool(path) : modelFolders.test(first);
  });
}

function isTool(path: string): boolean {
  return /^(?:setup|conftest|noxfile|tasks|test_.*|.*_test|.*\.(?:config|test|spec))$/.test(stemOf(path));
}
