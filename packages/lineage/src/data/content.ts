import { canonicalJson, Failure, type KeyFile, sha256Hex } from '@weighbridge/contract';
import { fileBlobId } from '../files/hash-file.ts';
import { byPath } from '../files/order.ts';
import { walkFolder } from '../files/walk-folder.ts';
import { type DataId, knownData, unknownData } from './data-id.ts';

/**
 * The id of a file or folder that git knows, from the object ids of a listing: `git:<oid>` of a file, `tree:sha256:…` of a
 * folder. Ignored files of such a folder do not count, so that a commit and its checkout agree. Undefined where the
 * listing has nothing there.
 */
export function listedDataId(path: string, files: readonly KeyFile[]): DataId | undefined {
  const name = normal(path);
  const file = files.find((other) => other.path === name);
  if (file !== undefined) return knownData('file', `git:${file.oid}`, "git's object id", { files: 1 });
  const prefix = name === '' ? '' : `${name}/`;
  const inside = files
    .filter((other) => other.path.startsWith(prefix))
    .map((other) => ({ path: other.path.slice(prefix.length), oid: other.oid }));
  return inside.length === 0
    ? undefined
    : knownData('file', treeId(inside), `git's object ids of ${filesText(inside.length)}`, {
        files: inside.length,
      });
}

/**
 * The id of a file or folder by its content on disk, for what git does not hold: the same id as if it did. `unknown` where it
 * is not there, or leads elsewhere by a link.
 */
export async function hashedDataId(
  root: string,
  path: string,
  options: { readonly format?: 'sha1' | 'sha256'; readonly signal?: AbortSignal } = {},
): Promise<DataId> {
  const name = normal(path);
  const found = await walkFolder(root, [name]).catch((error: unknown) => {
    if (error instanceof Failure) return error.message;
    throw error;
  });
  if (typeof found === 'string') return unknownData('file', found);
  const hashed: { path: string; oid: string }[] = [];
  let size = 0;
  for (const one of found) {
    if (one.kind !== 'file') {
      const what = one.kind === 'link' ? 'is a symbolic link' : 'is neither file nor folder';
      return unknownData('file', `${one.path} ${what}: name what it leads to, or an id by \`id_from\``);
    }
    const oid = await fileBlobId(root, one, options.format ?? 'sha1', options.signal);
    hashed.push({ path: one.path === name ? '' : one.path.slice(name === '' ? 0 : name.length + 1), oid });
    size += one.bytes;
  }
  const [only] = hashed;
  if (only === undefined) return unknownData('file', `${name} is an empty folder`);
  const details = { size, files: hashed.length };
  return only.path === ''
    ? knownData('file', `git:${only.oid}`, 'hash of the content', details)
    : knownData('file', treeId(hashed), `hashes of ${filesText(hashed.length)}`, details);
}

/** Whether a file may be executed says nothing about data. */
function treeId(files: readonly { readonly path: string; readonly oid: string }[]): string {
  const list = [...files].sort(byPath).map(({ path, oid }) => [path, oid]);
  return `tree:sha256:${sha256Hex(canonicalJson(list))}`;
}

function filesText(count: number): string {
  return count === 1 ? '1 file' : `${count.toLocaleString('en')} files`;
}

function normal(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
