import type { Registries } from '../client/registries.ts';
import { type Progress, readBlob } from '../read/read-blob.ts';
import { readManifest } from '../read/read-manifest.ts';
import type { Resolved } from '../read/resolve.ts';
import { type Reference, type Repository, withDigest } from '../reference/reference.ts';
import type { BlobSource } from './blob-source.ts';
import { pushGraph } from './push-graph.ts';

/** Copies an image with all its platforms to another repository, of the same registry or not; the digest stays. */
export async function copyImage(
  registries: Registries,
  from: Reference,
  to: Reference,
  progress?: Progress,
): Promise<Resolved> {
  const top = await readManifest(registries, from);
  const source = {
    manifest: ({ digest }: { readonly digest: string }) => readManifest(registries, withDigest(from, digest)),
    blob: ({ digest, size }: { readonly digest: string; readonly size: number }) =>
      remoteSource(registries, from, digest, size),
    ...(from.registry === to.registry && { mountFrom: from.name }),
  };
  return pushGraph(registries, source, top, to, progress);
}

/** A blob of another repository. Opened in its middle it is read from its start all the same: a digest proves only the whole. */
function remoteSource(registries: Registries, from: Repository, digest: string, size: number): BlobSource {
  return {
    digest,
    size,
    async *open(offset) {
      let skip = offset;
      for await (const chunk of readBlob(registries, from, { digest, size })) {
        const fresh = chunk.subarray(Math.min(skip, chunk.length));
        skip -= chunk.length - fresh.length;
        if (fresh.length > 0) yield fresh;
      }
    },
  };
}
