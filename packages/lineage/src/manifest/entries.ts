import { Failure, sha256Hex } from '@weighbridge/contract';
import type { DataId } from '../data/data-id.ts';
import type { DataSpec } from '../data/read-data-id.ts';
import type { Outputs } from '../outputs/output-digest.ts';
import type { Package } from '../packages/package.ts';
import { flatRecord } from '../params/flatten.ts';
import { readParams } from '../params/read-params.ts';
import type { SourceFile } from '../read/source-text.ts';
import type { DataEntry, FullManifest } from './manifest-extras.ts';

/** Weights of more files than this are proven by their digest alone. */
const maxListedFiles = 200;

type Entry<Key extends keyof FullManifest> = NonNullable<FullManifest[Key]>;

/** The entry of `data` for a source and the id that was read of it. */
export function dataEntry(
  spec: DataSpec,
  id: DataId,
  window?: { readonly from: string; readonly to: string },
): DataEntry {
  return {
    id: id.id,
    from: window?.from ?? null,
    to: window?.to ?? null,
    kind: id.kind,
    source: { ...spec },
    ...(id.known ? { how: id.how } : { reason: id.reason }),
    ...(id.known && id.size !== undefined ? { size: id.size } : {}),
    ...(id.known && id.files !== undefined ? { files: id.files } : {}),
    ...(id.known && id.remote !== undefined ? { remote: id.remote } : {}),
  };
}

/** The entry of a lockfile; `packages` null where it could not be read to packages. */
export function lockfileEntry(
  file: SourceFile,
  read: { readonly kind: string; readonly packages: readonly Package[] } | undefined,
): Entry<'lockfiles'>[number] {
  return {
    path: file.path,
    digest: `sha256:${sha256Hex(file.bytes)}`,
    kind: read?.kind ?? null,
    packages: read === undefined ? null : read.packages.map((one) => ({ ...one })),
  };
}

/** The entry of a parameter file; a damaged one has no keys to show, but its content still counts in the model key. */
export function paramsEntry(file: SourceFile): Entry<'paramValues'>[number] {
  try {
    const values = readParams(file);
    return { path: file.path, values: values === undefined ? null : flatRecord(values) };
  } catch (error) {
    if (error instanceof Failure) return { path: file.path, values: null };
    throw error;
  }
}

/** The fields that say which weights a training made. */
export function weightsEntry(
  outputs: Outputs,
  place: string | null,
): Pick<FullManifest, 'weights' | 'weightsFrom' | 'weightFiles'> {
  const files = outputs.files.flatMap((file) =>
    'link' in file ? [] : [{ path: file.path, sha256: file.sha256 }],
  );
  return {
    weights: { digest: outputs.digest, files: outputs.files.length, place },
    weightsFrom: 'train',
    ...(files.length > maxListedFiles ? {} : { weightFiles: files }),
  };
}

/** An address to clone from, without the password or token that a job's remote can carry. */
export function repositoryAddress(remote: string): string {
  return remote.replace(/^(https?:\/\/)[^/@]*@/i, '$1').replace(/^(ssh:\/\/[^/:@]+):[^/@]*@/i, '$1@');
}
