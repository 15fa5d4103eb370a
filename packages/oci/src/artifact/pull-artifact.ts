import { createWriteStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '@weighbridge/contract';
import type { Registries } from '../client/registries.ts';
import { RegistryFailure } from '../failure/registry-failure.ts';
import { type Progress, readBlob } from '../read/read-blob.ts';
import { formatReference, type Reference } from '../reference/reference.ts';
import { type RemoteArtifact, readArtifact } from './read-artifact.ts';

export interface PullOptions {
  /** Refuses what is larger before anything is read. */
  readonly maxBytes?: number;
  /** Refuses another kind of artifact. */
  readonly artifactType?: string;
  readonly progress?: Progress;
}

/**
 * Brings an artifact's files into a folder, which must not be there or be empty. Every byte is verified before the folder takes its name:
 * it is there whole, or not at all.
 */
export async function pullArtifact(
  registries: Registries,
  from: Reference,
  folder: string,
  { maxBytes = Number.POSITIVE_INFINITY, artifactType, progress }: PullOptions = {},
): Promise<RemoteArtifact> {
  const artifact = await readArtifact(registries, from);
  const refuse = (why: string): never => {
    throw new RegistryFailure('answer', `could not pull ${formatReference(from)}: ${why}`);
  };
  if (artifactType !== undefined && artifact.artifactType !== artifactType) {
    return refuse(`it is ${JSON.stringify(artifact.artifactType)}, and ${artifactType} is wanted`);
  }
  if (artifact.size > maxBytes) return refuse(`it has ${artifact.size} bytes, and may have ${maxBytes}`);
  let partial: string | undefined;
  try {
    await mkdir(dirname(folder), { recursive: true });
    partial = await mkdtemp(join(dirname(folder), `.${basename(folder)}.partial-`));
    let done = 0;
    for (const file of artifact.files) {
      const target = join(partial, ...file.title.split('/'));
      await mkdir(dirname(target), { recursive: true });
      const before = done;
      const bytes = readBlob(registries, from, file, (now) => progress?.(before + now, artifact.size));
      await pipeline(bytes, createWriteStream(target, { flags: 'wx' }));
      done += file.size;
    }
    // A folder for a moment is its maker's alone; the one that stays is read by others, as in a container.
    await chmod(partial, 0o755);
    await rename(partial, folder);
    partial = undefined;
    return artifact;
  } catch (error) {
    throw error instanceof Failure ? error : diskFailure(folder, error);
  } finally {
    if (partial !== undefined) await rm(partial, { recursive: true, force: true });
  }
}

function diskFailure(folder: string, error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) throw error;
  const why = new Map([
    ['ENOSPC', 'the disk is full'],
    ['EDQUOT', 'the quota of the disk is used up'],
    ['ENOTEMPTY', 'there are files in it already'],
    ['EEXIST', 'there are files in it already'],
    ['ENOTDIR', 'a file stands in its way'],
    ['EACCES', 'writing is not permitted'],
    ['EROFS', 'writing is not permitted'],
  ]).get(code);
  return new Failure('infrastructure', `the artifact could not be written here: ${why ?? code}`, {
    where: { file: folder },
    cause: error,
  });
}
