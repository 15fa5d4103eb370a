import type { FileChange } from './changed-files.ts';

/** Up to here every file is named; beyond, files are counted by folder. */
const maxNamedFiles = 3;
const maxGroups = 5;

/** Changed files in a few words: `3 files under models/digits`, `params.yaml`. In order of path. */
export function groupChanges(changes: readonly FileChange[]): readonly string[] {
  if (changes.length <= maxNamedFiles) {
    return changes.map(named);
  }
  const groups = new Map<string, FileChange[]>();
  for (const change of changes) {
    const top = topFolder(change.path);
    const group = groups.get(top);
    if (group === undefined) {
      groups.set(top, [change]);
    } else {
      group.push(change);
    }
  }
  const words = [...groups].flatMap(([top, group]) => {
    const [only] = group;
    if (group.length === 1 && only !== undefined) {
      return [{ text: named(only), count: 1 }];
    }
    return top === ''
      ? group.map((change) => ({ text: named(change), count: 1 }))
      : [{ text: `${count(group.length)} under ${commonFolder(group)}`, count: group.length }];
  });
  if (words.length <= maxGroups) {
    return words.map((word) => word.text);
  }
  const rest = words.slice(maxGroups - 1).reduce((sum, word) => sum + word.count, 0);
  return [...words.slice(0, maxGroups - 1).map((word) => word.text), `${count(rest)} more`];
}

function named({ path, how }: FileChange): string {
  return how === 'changed' ? path : `${path} (${how})`;
}

function count(files: number): string {
  return files === 1 ? '1 file' : `${files.toLocaleString('en')} files`;
}

function topFolder(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

function commonFolder(changes: readonly FileChange[]): string {
  const folders = changes.map(({ path }) => path.split('/').slice(0, -1));
  const [first = []] = folders;
  const end = first.findIndex((part, at) => folders.some((folder) => folder[at] !== part));
  return (end === -1 ? first : first.slice(0, end)).join('/');
}
