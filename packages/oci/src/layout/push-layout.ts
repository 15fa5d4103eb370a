import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@weighbridge/contract';
import type { Registries } from '../client/registries.ts';
import type { Descriptor } from '../document/descriptor.ts';
import { hasDigest } from '../document/digest.ts';
import { parseManifest } from '../document/manifest.ts';
import type { BlobOfSize, Progress } from '../read/read-blob.ts';
import type { FetchedManifest } from '../read/read-manifest.ts';
import type { Resolved } from '../read/resolve.ts';
import type { Reference } from '../reference/reference.ts';
import { fileSource } from '../write/blob-source.ts';
import { pushGraph } from '../write/push-graph.ts';

export interface PushLayoutOptions {
  /** Which of several images: its `org.opencontainers.image.ref.name`. */
  readonly name?: string;
  readonly progress?: Progress;
}

const refName = 'org.opencontainers.image.ref.name';

/** Pushes the image that lies in a folder by the OCI image layout, as `buildah push oci:…` and an unpacked archive are. */
export async function pushLayout(
  registries: Registries,
  folder: string,
  to: Reference,
  { name, progress }: PushLayoutOptions = {},
): Promise<Resolved> {
  const maxBytes = registries.limits.maxDocumentBytes;
  const wanted = chosen(await layoutIndex(folder, maxBytes), folder, name);
  const manifest = (descriptor: Pick<Descriptor, 'digest' | 'mediaType' | 'size'>) =>
    layoutManifest(folder, descriptor, maxBytes);
  const blob = (one: BlobOfSize) => fileSource(one, blobFile(folder, one.digest));
  return pushGraph(registries, { manifest, blob }, await manifest(wanted), to, progress);
}

function broken(file: string, why: string, cause?: unknown): Failure {
  return new Failure('infrastructure', `${why}: this is no image by the OCI layout; write it again`, {
    where: { file },
    cause,
  });
}

async function layoutIndex(folder: string, maxBytes: number): Promise<readonly Descriptor[]> {
  const marker = join(folder, 'oci-layout');
  if (!/"imageLayoutVersion"\s*:\s*"1\./.test((await bytesOf(marker, maxBytes)).toString('utf8'))) {
    throw broken(marker, 'it names no version 1 of the layout');
  }
  const file = join(folder, 'index.json');
  const index = parseManifest(await bytesOf(file, maxBytes), undefined);
  if (typeof index === 'string') throw broken(file, index);
  if (index.kind !== 'index') throw broken(file, 'it is no index');
  return index.manifests;
}

function chosen(entries: readonly Descriptor[], folder: string, name: string | undefined): Descriptor {
  const named = (entry: Descriptor) => entry.annotations?.[refName];
  const fitting = name === undefined ? entries : entries.filter((entry) => named(entry) === name);
  const [only, ...more] = fitting;
  if (only !== undefined && more.length === 0) return only;
  const names = entries
    .map((entry) => named(entry) ?? entry.digest)
    .slice(0, 20)
    .join(', ');
  const why =
    only === undefined ? 'the image that is asked for does not lie here' : 'several images lie here';
  throw new Failure('infrastructure', `${why}; there are ${names || 'none'}`, { where: { file: folder } });
}

async function layoutManifest(
  folder: string,
  { digest, mediaType, size }: Pick<Descriptor, 'digest' | 'mediaType' | 'size'>,
  maxBytes: number,
): Promise<FetchedManifest> {
  const file = blobFile(folder, digest);
  const bytes = await bytesOf(file, maxBytes);
  if (bytes.length !== size || !hasDigest(bytes, digest))
    throw broken(file, 'its bytes are not those of its name');
  const manifest = parseManifest(bytes, mediaType);
  if (typeof manifest === 'string') throw broken(file, manifest);
  return { digest, mediaType: manifest.mediaType, bytes, manifest };
}

/** Digests were checked when they were read, and are safe in a path. */
function blobFile(folder: string, digest: string): string {
  return join(folder, 'blobs', ...digest.split(':'));
}

async function bytesOf(file: string, maxBytes: number): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > maxBytes) throw broken(file, `it has ${size} bytes, and may have ${maxBytes}`);
    return await readFile(file);
  } catch (cause) {
    throw cause instanceof Failure ? cause : broken(file, 'it cannot be read', cause);
  }
}
