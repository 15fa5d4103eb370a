import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isUsable } from './surroundings.ts';

/** Size and time of change by path: enough to see what a command made. */
export type ResultFiles = ReadonlyMap<string, string>;

const ending = /\.(?:jsonl|csv)$/;
const notTheirs = /^(?:node_modules|venv|env|__pycache__|site-packages|target|vendor)$/;
const telling =
  /(?:^|[^a-z])(?:preds?|predictions?|results?|outputs?|out|rows|scores?|scored|evaluated)(?:[^a-z]|$)/;
const maxEntries = 50_000;
const maxDepth = 8;
const maxBytes = 64 * 2 ** 20;

/** Files that could hold rows or predictions, also those that git ignores, as outputs often are. */
export async function resultFiles(root: string): Promise<ResultFiles> {
  const found = new Map<string, string>();
  let entriesLeft = maxEntries;
  const visit = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entriesLeft-- <= 0) return;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        const isOpen = !entry.name.startsWith('.') && !notTheirs.test(entry.name);
        if (isOpen && depth < maxDepth) await visit(path, depth + 1);
      } else if (entry.isFile() && ending.test(entry.name) && isUsable(path)) {
        const info = await stat(join(root, path)).catch(() => undefined);
        if (info !== undefined && info.size <= maxBytes)
          found.set(path, `${info.size} ${info.mtimeMs} ${info.ino}`);
      }
    }
  };
  await visit('', 0);
  return found;
}

/** Those that are new or that changed. */
export function madeSince(before: ResultFiles, after: ResultFiles): readonly string[] {
  return tellingFirst([...after].filter(([path, print]) => before.get(path) !== print).map(([path]) => path));
}

/** Those whose names say that they hold results. */
export function namedAsResults(files: ResultFiles): readonly string[] {
  return [...files.keys()].filter((path) => telling.test(path.toLowerCase())).sort();
}

function tellingFirst(paths: readonly string[]): readonly string[] {
  const rank = (path: string): number => Number(!telling.test(path.toLowerCase()));
  return [...paths].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
