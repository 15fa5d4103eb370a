import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { canonicalJson, Failure } from '@weighbridge/contract';
import type { Registries } from '../client/registries.ts';
import { digestOf } from '../document/digest.ts';
import { parseManifest } from '../document/manifest.ts';
import { mediaTypes } from '../document/media-types.ts';
import type { Progress } from '../read/read-blob.ts';
import type { Resolved } from '../read/resolve.ts';
import type { Reference } from '../reference/reference.ts';
import { type BlobSource, bytesSource, fileSource } from '../write/blob-source.ts';
import { pushGraph } from '../write/push-graph.ts';
import { titleClash, titleFault } from './title.ts';

/** Where a file's path stands in its layer's annotations. */
export const titleAnnotation = 'org.opencontainers.image.title';

export interface ArtifactFile {
  /** Its path in the artifact, with slashes. */
  readonly title: string;
  /** Where it lies now. */
  readonly file: string;
}

export interface Artifact {
  /** What kind of thing it is, as a media type. */
  readonly artifactType: string;
  readonly files: readonly ArtifactFile[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Pushes files as one artifact, a layer each. The same files and annotations have the same digest, anywhere and at any time. */
export async function pushArtifact(
  registries: Registries,
  to: Reference,
  { artifactType, files, annotations = {} }: Artifact,
  progress?: Progress,
): Promise<Resolved> {
  checkTitles(files.map(({ title }) => title));
  const sorted = [...files].sort((one, other) => (one.title < other.title ? -1 : 1));
  const sources = new Map<string, BlobSource>();
  const layers = [];
  for (const { title, file } of sorted) {
    const source = await measured(file);
    sources.set(source.digest, source);
    layers.push({
      mediaType: mediaTypes.bytes,
      digest: source.digest,
      size: source.size,
      annotations: { [titleAnnotation]: title },
    });
  }
  const empty = Buffer.from('{}');
  const config = { mediaType: mediaTypes.empty, digest: digestOf(empty), size: empty.length };
  sources.set(config.digest, sources.get(config.digest) ?? bytesSource(config.digest, empty));
  const bytes = Buffer.from(
    canonicalJson({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      artifactType,
      config,
      // Older registries refuse a manifest without a layer.
      layers: layers.length > 0 ? layers : [config],
      annotations,
    }),
  );
  if (bytes.length > registries.limits.maxDocumentBytes) {
    throw new Failure('usage', `${files.length} files are too many for one artifact: pack them`);
  }
  const manifest = parseManifest(bytes, mediaTypes.manifest);
  if (typeof manifest === 'string') throw new Error(manifest);
  const top = { digest: digestOf(bytes), mediaType: mediaTypes.manifest, bytes, manifest };
  const source = {
    manifest: async () => top,
    blob: ({ digest }: { readonly digest: string }) => {
      const found = sources.get(digest);
      if (found === undefined) throw new Error(`${digest} is no file of this artifact`);
      return found;
    },
  };
  return pushGraph(registries, source, top, to, progress);
}

function checkTitles(titles: readonly string[]): void {
  for (const title of titles) {
    const fault = titleFault(title);
    if (fault !== undefined) throw new Failure('usage', `the path ${JSON.stringify(title)} ${fault}`);
  }
  const clash = titleClash(titles);
  if (clash !== undefined) {
    throw new Failure('usage', `the path ${JSON.stringify(clash)} stands twice, or is a file and a folder`);
  }
}

/** A file with its digest; the registry refuses it if it changes on its way. */
async function measured(file: string): Promise<BlobSource> {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1_048_576 })) {
      hash.update(chunk);
      size += chunk.length;
    }
  } catch (cause) {
    throw new Failure('infrastructure', 'this cannot be read, and was to be pushed', {
      where: { file },
      cause,
    });
  }
  return fileSource({ digest: `sha256:${hash.digest('hex')}`, size }, file);
}
