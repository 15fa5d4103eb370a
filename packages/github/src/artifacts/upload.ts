import { lstat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { Failure } from '@weighbridge/contract';
import { type Artifact, withAlgorithm } from './artifact.ts';
import type { ClientCall } from './client-call.ts';

export interface UploadOptions {
  /** Default: as the repository is set up, 90 days at most. */
  readonly retentionDays?: number;
}

/** Uploads files of a folder, by their paths within it; see `Artifacts.upload`. */
export async function upload(
  call: ClientCall,
  name: string,
  folder: string,
  files: readonly string[],
  { retentionDays }: UploadOptions,
): Promise<Artifact> {
  const what = `uploading ${name}`;
  const root = resolve(folder);
  const paths: string[] = [];
  for (const file of files) paths.push(await plainFile(what, root, file));
  if (paths.length === 0) {
    throw new Failure(
      'infrastructure',
      `${what}: there is no file to upload; an earlier step did not finish`,
    );
  }
  const { id, size, digest } = await call(what, (client) =>
    client.uploadArtifact(name, paths, root, retentionDays === undefined ? {} : { retentionDays }),
  );
  if (id === undefined || digest === undefined) {
    throw new Failure('infrastructure', `${what}: the artifact service did not confirm it; re-run the job`);
  }
  return { id, name, size: size ?? 0, digest: withAlgorithm(digest) };
}

/** A link would carry whatever it points at out of this machine. */
async function plainFile(what: string, root: string, file: string): Promise<string> {
  const path = resolve(root, file);
  const inside = relative(root, path);
  const found = await lstat(path).catch(() => undefined);
  if (found?.isFile() === true && !isAbsolute(inside) && inside.split(sep)[0] !== '..') return path;
  const why = found === undefined ? 'there is no such file' : 'it is not a plain file of that folder';
  throw new Failure('infrastructure', `${what}: ${why}`, { where: { file: path } });
}
