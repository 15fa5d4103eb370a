import { depthOf, endingOf, folderOf } from './path-parts.ts';

/** More single files than this are named by their ending. */
const maxSingleFiles = 12;

/** Files as globs: a folder stands for all in it, files at the root and in folders of data stand for themselves. */
export function narrowGlobs(files: readonly string[], data: readonly string[]): readonly string[] {
  const holdsData = (folder: string): boolean => data.some((path) => path.startsWith(`${folder}/`));
  const single = files.filter((path) => depthOf(path) === 0 || holdsData(folderOf(path)));
  const folders = files.filter((path) => !single.includes(path)).map((path) => `${folderOf(path)}/`);
  const outermost = folders.filter(
    (folder) => !folders.some((other) => other !== folder && folder.startsWith(other)),
  );
  const names = single.length <= maxSingleFiles ? single : single.map(byEnding);
  return [...sorted(names), ...sorted(outermost.map((folder) => `${folder}**`))];
}

/** Prompts by folder and ending; one by one where that would take in what is not meant. */
export function promptGlobs(files: readonly string[], apart: readonly string[]): readonly string[] {
  const taken = new Set(apart.map(byEnding));
  return sorted(files.map((path) => (taken.has(byEnding(path)) ? path : byEnding(path))));
}

function byEnding(path: string): string {
  const ending = endingOf(path);
  const folder = folderOf(path);
  // The ending as it is written: globs tell cases apart.
  return ending === '' ? path : `${folder === '' ? '' : `${folder}/`}*${path.slice(-ending.length - 1)}`;
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
