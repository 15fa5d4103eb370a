import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, cpus, totalmem, type } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** What figures were measured on, in one line. */
export function machineLine() {
  const model = (cpus()[0]?.model ?? 'unknown processor').replace(/\s+/g, ' ').trim();
  const memory = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return `${availableParallelism()} cores (${model}), ${memory} GiB of memory, ${type()}; commit ${commit()}, ${day}`;
}

/** The commit that was measured, and whether what runs differs from it: the bundle and the actions' own files. */
function commit() {
  try {
    const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
    const changed = git('status', '--porcelain', '--', 'packages/cli/dist', 'actions') !== '';
    return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? ' and uncommitted changes of the bundle' : ''}`;
  } catch {
    return 'unknown';
  }
}

/**
 * The Nodes to measure on: the one that npm itself runs on, which is a user's, and the project's own. One where they
 * are the same.
 *
 * @returns {readonly { path: string, version: string }[]}
 */
export function nodes() {
  const own = join(root, 'node_modules/node/bin/node');
  const paths = [process.env.npm_node_execpath ?? process.execPath, ...(existsSync(own) ? [own] : [])];
  const known = new Map();
  for (const path of paths) {
    const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim().slice(1);
    if (!known.has(version)) known.set(version, { path, version });
  }
  return [...known.values()];
}
