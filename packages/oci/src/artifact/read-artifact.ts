import type { Registries } from '../client/registries.ts';
import { mediaTypes } from '../document/media-types.ts';
import { RegistryFailure } from '../failure/registry-failure.ts';
import type { BlobOfSize } from '../read/read-blob.ts';
import { readManifest } from '../read/read-manifest.ts';
import { formatReference, type Reference } from '../reference/reference.ts';
import { titleAnnotation } from './push-artifact.ts';
import { titleClash, titleFault } from './title.ts';

export interface RemoteFile extends BlobOfSize {
  /** Its path in the artifact: plain, and safe below a folder. */
  readonly title: string;
}

export interface RemoteArtifact {
  readonly digest: string;
  readonly artifactType: string | undefined;
  readonly files: readonly RemoteFile[];
  /** Of all files, in bytes. */
  readonly size: number;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What an artifact holds, without its files. */
export async function readArtifact(registries: Registries, reference: Reference): Promise<RemoteArtifact> {
  const { digest, manifest } = await readManifest(registries, reference);
  const fail = (why: string): never => {
    throw new RegistryFailure('answer', `could not read the artifact ${formatReference(reference)}: ${why}`);
  };
  if (manifest.kind !== 'manifest') return fail('it is an index of several images');
  const layers = manifest.layers.filter(({ mediaType }) => mediaType !== mediaTypes.empty);
  const files = layers.map(({ digest, size, annotations = {} }) => {
    const title = annotations[titleAnnotation] ?? fail('a layer names no file, as those of an image do');
    const fault = titleFault(title);
    return fault === undefined ? { title, digest, size } : fail(`the path of a file in it ${fault}`);
  });
  if (titleClash(files.map(({ title }) => title)) !== undefined)
    return fail('two of its files have one path');
  return {
    digest,
    artifactType: manifest.artifactType ?? manifest.config.mediaType,
    files,
    size: files.reduce((sum, { size }) => sum + size, 0),
    annotations: manifest.annotations,
  };
}
