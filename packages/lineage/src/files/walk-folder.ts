import { lstat, readdir, readlink, stat as statOf } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@weighbridge/contract';
import { byPath } from './order.ts';

/** Something in a folder, by its path from the walk's root with `/` between folders. */
export type Found =
  | { readonly kind: 'file'; readonly path: string; readonly bytes: number; readonly executable: boolean }
  | { readonly kind: 'link'; readonly path: string; readonly target: string; readonly inside: boolean }
  | { readonly kind: 'special'; readonly path: string };

/** More files than this are no model and no data set that is kept as files. */
const maxFiles = 1_000_000;

/**
 * All files and links under some paths of a folder, sorted by path, each once; links are not followed. Empty folders count for
 * nothing. Throws a `config` failure where a path is not there or a name is no UTF-8.
 */
export async function walkFolder(root: string, paths: readonly string[]): Promise<readonly Found[]> {
  const found = new Map<string, Found>();
  const roots = paths.map((path) => normal(path));
  // A loop, not a recursion: a folder can be deeper than the stack.
  const waiting = [...roots];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const full = join(root, path);
    // The root itself may be a link: the folder that was named is meant.
    const stat = await (path === '' ? statOf(full) : lstat(full)).catch((cause: unknown) => {
      throw new Failure('config', `${path === '' ? root : path} is not there or cannot be read`, { cause });
    });
    if (stat.isDirectory()) {
      for (const name of await readdir(full, { encoding: 'buffer' })) {
        waiting.push(path === '' ? nameText(name, path) : `${path}/${nameText(name, path)}`);
      }
    } else if (stat.isSymbolicLink()) {
      const target = await readlink(full);
      found.set(path, { kind: 'link', path, target, inside: staysInside(roots, path, target) });
    } else if (stat.isFile()) {
      found.set(path, {
        kind: 'file',
        path,
        bytes: stat.size,
        // The owner's bit: the others follow from a machine's umask.
        executable: (stat.mode & 0o100) !== 0,
      });
    } else found.set(path, { kind: 'special', path });
    if (found.size > maxFiles) throw new Failure('config', `${root} holds more than 1,000,000 files`);
  }
  return [...found.values()].sort(byPath);
}

function normal(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (path.startsWith('/') || parts.includes('..')) {
    throw new Failure('config', `${path}: expected a path inside the folder`);
  }
  return parts.join('/');
}

function nameText(name: Uint8Array, folder: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(name);
  } catch {
    const shown = Buffer.from(name)
      .toString('latin1')
      .replace(/[^\x20-\x7e]/g, '?');
    throw new Failure(
      'config',
      `${folder === '' ? '.' : folder}/${shown}: the name is not UTF-8: rename the file`,
    );
  }
}

/**
 * By its text alone: first `..`, from the link's own folder, which is a real one, then names. A `..` behind a name could go up
 * from wherever a link of that name leads. As every link on the way is held to the same, none leads out.
 */
function staysInside(roots: readonly string[], path: string, target: string): boolean {
  if (target.startsWith('/')) return false;
  const steps = target.split('/').filter((step) => step !== '' && step !== '.');
  const ups = steps.findIndex((step) => step !== '..');
  const names = ups === -1 ? [] : steps.slice(ups);
  const above = steps.length - names.length;
  const folder = path.split('/').slice(0, -1);
  if (names.includes('..') || above > folder.length) return false;
  const lies = [...folder.slice(0, folder.length - above), ...names].join('/');
  return roots.some((root) => root === '' || lies === root || lies.startsWith(`${root}/`));
}
