import { type KeyFile, sha256Hex } from '@weighbridge/contract';
import { fileSha256 } from '../files/hash-file.ts';
import { walkFolder } from '../files/walk-folder.ts';
import { commandDataId } from './command-id.ts';
import { hashedDataId, listedDataId } from './content.ts';
import { type DataId, unknownData } from './data-id.ts';
import { type ReadFile, resolveDvc } from './dvc.ts';
import { huggingFaceDataId } from './hugging-face.ts';
import { lakefsDataId, readLakefsRef } from './lakefs.ts';
import { lfsDataId, maxPointerBytes, parseLfsPointer } from './lfs-pointer.ts';
import { s3DataId } from './s3.ts';

/** A source of data as weighbridge.yml names it: exactly one of these. */
export type DataSpec =
  | { readonly file: string }
  | { readonly dvc: string }
  | { readonly lfs: string }
  | { readonly lakefs: string }
  | { readonly huggingface: string }
  | { readonly s3: string; readonly version?: string }
  | { readonly id_from: string };

/** What the readers may look at, of a commit or of the working tree; no network. */
export interface DataView {
  /** What git knows: of a commit, or of the working tree. */
  readonly files: readonly KeyFile[];
  readonly readFile: ReadFile;
  /** The working tree's folder, where there is one: what git does not hold is hashed there. */
  readonly root?: string;
  /** What the `id_from` command printed. */
  readonly printed?: Uint8Array;
  readonly signal?: AbortSignal;
}

/** The id of a source, read offline. Throws a `config` failure where a file is damaged; `unknown` where nothing names the content. */
export async function readDataId(spec: DataSpec, view: DataView): Promise<DataId> {
  if ('file' in spec) return fileId(spec.file, view);
  if ('dvc' in spec) return resolveDvc(spec.dvc, view.readFile);
  if ('lfs' in spec) return lfsId(spec.lfs, view);
  if ('lakefs' in spec) return lakefsId(spec.lakefs, view.readFile);
  if ('huggingface' in spec) return huggingFaceDataId(spec.huggingface);
  if ('s3' in spec) return s3DataId(spec.s3, spec.version);
  return view.printed === undefined
    ? unknownData('command', `\`id_from\` (${spec.id_from}) was not run here`)
    : commandDataId(view.printed, spec.id_from);
}

async function fileId(path: string, view: DataView): Promise<DataId> {
  const listed = listedDataId(path, view.files);
  if (listed !== undefined) return listed;
  if (view.root === undefined) return unknownData('file', `git does not hold ${path} in this commit`);
  const format = view.files[0]?.oid.length === 64 ? 'sha256' : 'sha1';
  return hashedDataId(view.root, path, {
    format,
    ...(view.signal === undefined ? {} : { signal: view.signal }),
  });
}

async function lfsId(path: string, view: DataView): Promise<DataId> {
  const [onDisk] = view.root === undefined ? [] : await walkFolder(view.root, [path]).catch(() => []);
  if (view.root !== undefined && onDisk?.kind === 'file' && onDisk.bytes > maxPointerBytes) {
    // Checked out, and perhaps large: the id of LFS is the digest of the content.
    const oid = await fileSha256(view.root, onDisk, view.signal);
    return lfsDataId({ oid, size: onDisk.bytes }, `content of ${path}`);
  }
  const bytes = await view.readFile(path);
  if (bytes === undefined) return unknownData('lfs', `there is no ${path}`);
  const pointer = parseLfsPointer({ path, bytes });
  return pointer === undefined
    ? lfsDataId({ oid: sha256Hex(bytes), size: bytes.byteLength }, `content of ${path}`)
    : lfsDataId(pointer, `pointer ${path}`);
}

async function lakefsId(name: string, readFile: ReadFile): Promise<DataId> {
  if (name.startsWith('lakefs://')) return lakefsDataId(name);
  const path = name.endsWith('.lakefs_ref.yaml') ? name : `${name.replace(/\/+$/, '')}/.lakefs_ref.yaml`;
  const bytes = await readFile(path);
  return bytes === undefined
    ? unknownData('lakefs', `there is no ${path}: run \`lakectl local clone\``)
    : readLakefsRef({ path, bytes });
}
