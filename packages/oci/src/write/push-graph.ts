import type { Registries } from '../client/registries.ts';
import type { Descriptor } from '../document/descriptor.ts';
import type { ImageManifest } from '../document/manifest.ts';
import { RegistryFailure } from '../failure/registry-failure.ts';
import type { BlobOfSize, Progress } from '../read/read-blob.ts';
import type { FetchedManifest } from '../read/read-manifest.ts';
import type { Resolved } from '../read/resolve.ts';
import { formatReference, type Reference, withDigest } from '../reference/reference.ts';
import type { BlobSource } from './blob-source.ts';
import { inParallel } from './in-parallel.ts';
import { putManifest } from './put-manifest.ts';
import { uploadBlob } from './upload-blob.ts';

/** Where an image comes from: another repository, or a folder. */
export interface ImageSource {
  /** Bytes that have the digest, or a failure. */
  manifest(descriptor: Pick<Descriptor, 'digest' | 'mediaType' | 'size'>): Promise<FetchedManifest>;
  blob(blob: BlobOfSize): BlobSource;
  /** A repository of the target's registry that has the blobs. */
  readonly mountFrom?: string;
}

const blobsAtOnce = 3;
const maxDepth = 3;

/** Pushes an image or index: blobs first, then manifests, and the name last, so that nothing is ever half there under it. */
export async function pushGraph(
  registries: Registries,
  source: ImageSource,
  top: FetchedManifest,
  to: Reference,
  progress?: Progress,
): Promise<Resolved> {
  const sum = new ProgressSum(progress);
  await pushBelow(registries, source, top, to, sum, 0);
  return putManifest(registries, { ...to, digest: to.digest ?? top.digest }, top);
}

async function pushBelow(
  registries: Registries,
  source: ImageSource,
  { manifest }: FetchedManifest,
  to: Reference,
  sum: ProgressSum,
  depth: number,
): Promise<void> {
  if (manifest.kind === 'manifest') return pushBlobs(registries, source, manifest, to, sum);
  if (depth >= maxDepth) {
    throw new RegistryFailure(
      'unsupported',
      `could not push ${formatReference(to)}: indexes lie too deep in each other`,
    );
  }
  for (const entry of manifest.manifests) {
    const below = await source.manifest(entry);
    await pushBelow(registries, source, below, to, sum, depth + 1);
    await putManifest(registries, withDigest(to, below.digest), below);
  }
}

async function pushBlobs(
  registries: Registries,
  source: ImageSource,
  { config, layers }: ImageManifest,
  to: Reference,
  sum: ProgressSum,
): Promise<void> {
  // Layers with addresses of their own are not pushed: their licence forbids it.
  const own = layers.filter(({ urls = [] }) => urls.length === 0);
  const blobs = [...new Map([...own, config].map((blob) => [blob.digest, blob])).values()];
  for (const { digest, size } of blobs) sum.add(digest, size);
  await inParallel(blobs, blobsAtOnce, async (blob) => {
    await uploadBlob(registries, to, source.blob(blob), {
      progress: (done) => sum.reached(blob.digest, done),
      ...(source.mountFrom !== undefined && { mountFrom: source.mountFrom }),
    });
    sum.reached(blob.digest, blob.size);
  });
}

/** Adds up how far several blobs are. */
class ProgressSum {
  readonly #tell: Progress | undefined;
  readonly #sizes = new Map<string, number>();
  readonly #done = new Map<string, number>();

  constructor(tell: Progress | undefined) {
    this.#tell = tell;
  }

  add(digest: string, size: number): void {
    this.#sizes.set(digest, size);
  }

  reached(digest: string, done: number): void {
    this.#done.set(digest, done);
    const sum = (numbers: Iterable<number>) => [...numbers].reduce((one, other) => one + other, 0);
    this.#tell?.(sum(this.#done.values()), sum(this.#sizes.values()));
  }
}
