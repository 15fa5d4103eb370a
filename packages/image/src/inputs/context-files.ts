import { type Dirent, readdirSync } from 'node:fs';
import { Failure } from '@weighbridge/contract';
import type { IgnoreRules } from './ignore-file.ts';

/** What stands at a path of the context. */
export interface ContextEntry {
  /** Relative to the context, with forward slashes. */
  readonly path: string;
  readonly isLink: boolean;
}

/** History and our own output: no image is made of them, wherever they lie. */
const neverCounts: ReadonlySet<string> = new Set(['.git', '.weighbridge']);

/**
 * Every file and symbolic link that a build can reach in its context, in order of path. Empty folders are left out,
 * for git knows none; sockets and devices too, as Docker leaves them out. Links are not followed.
 */
export function contextFiles(contextDir: string, rules: IgnoreRules): readonly ContextEntry[] {
  const found: ContextEntry[] = [];
  walk(contextDir, '', rules, found);
  return found.sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
}

function walk(dir: string, prefix: string, rules: IgnoreRules, found: ContextEntry[]): void {
  // Synchronous: a promise for each of thousands of folders costs many times the reading.
  for (const entry of entriesOf(dir)) {
    if (neverCounts.has(entry.name)) continue;
    const path = prefix + entry.name;
    const ignored = rules.ignores(path);
    if (!ignored && entry.name.includes('\uFFFD')) {
      throw new Failure(
        'config',
        `${path} has a name that is not UTF-8: rename it, or leave it out of the context by a pattern in .dockerignore`,
      );
    }
    if (entry.isDirectory()) {
      if (!ignored || !rules.isClosed(path)) walk(`${dir}/${entry.name}`, `${path}/`, rules, found);
    } else if (!ignored && (entry.isFile() || entry.isSymbolicLink())) {
      found.push({ path, isLink: entry.isSymbolicLink() });
    }
  }
}

function entriesOf(dir: string): readonly Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure('config', `the folder ${dir} of the build context cannot be read: ${reason}`, {
      cause: error,
    });
  }
}
