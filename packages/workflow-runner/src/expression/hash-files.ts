import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, type Where } from '@weighbridge/contract';
import { passesPatterns } from '../trigger/filter-pattern.ts';

/**
 * `hashFiles('**\/lock', …)` over a workspace: a digest of the files' digests, empty where none matches. Throws a Failure
 * for a pattern that leads out of the workspace.
 */
export function hashFiles(workspace: string, patterns: readonly string[], where: Where): string {
  const wanted = patterns.flatMap((pattern) => pattern.split('\n')).map((pattern) => pattern.trim());
  const relative = wanted
    .filter((pattern) => pattern !== '' && !pattern.startsWith('#'))
    .map((pattern) => {
      const [, not = '', path = ''] = /^(!?)(.*)$/.exec(pattern) ?? [];
      const inside = path.startsWith(`${workspace}/`)
        ? path.slice(workspace.length + 1)
        : path.replace(/^\.\//, '');
      if (inside.startsWith('/') || inside.split('/').includes('..')) {
        throw new Failure('config', `hashFiles('${pattern}'): the pattern leads out of the workspace`, {
          where,
        });
      }
      return `${not}${inside}`;
    });
  const files = filesBelow(workspace).filter((file) => passesPatterns(file, relative.flatMap(withContents)));
  if (files.length === 0) return '';
  const whole = createHash('sha256');
  for (const file of files)
    whole.update(
      createHash('sha256')
        .update(readFileSync(join(workspace, file)))
        .digest(),
    );
  return whole.digest('hex');
}

/** A pattern that matches a folder takes in what lies in it. */
function withContents(pattern: string): readonly string[] {
  // Here `?` is one character, not one more of them, as it is in filters.
  const glob = pattern.replaceAll('?', '[^/]').replaceAll('+', '\\+');
  return [glob, `${glob.replace(/\/$/, '')}/**`];
}

function filesBelow(folder: string, at = ''): readonly string[] {
  const entries = readdirSync(join(folder, at), { withFileTypes: true });
  return entries
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(folder, path);
      return entry.isFile() ? [path] : [];
    });
}
