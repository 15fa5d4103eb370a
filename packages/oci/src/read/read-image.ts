import type { Registries } from '../client/registries.ts';
import { choosePlatform, platformText } from '../document/choose-platform.ts';
import type { Descriptor, Platform } from '../document/descriptor.ts';
import { type ImageConfig, parseImageConfig } from '../document/image-config.ts';
import type { ImageManifest } from '../document/manifest.ts';
import { RegistryFailure } from '../failure/registry-failure.ts';
import { formatReference, type Reference, withDigest } from '../reference/reference.ts';
import { readBlobBytes } from './read-blob.ts';
import { type FetchedManifest, readManifest } from './read-manifest.ts';

/** An image for one platform. */
export interface RemoteImage extends ImageConfig {
  /** Of the reference: the index's, where it is one. */
  readonly digest: string;
  /** Of the manifest for the platform. */
  readonly manifestDigest: string;
  /** Of the config, which is the id that engines show. */
  readonly configDigest: string;
  /** Of all layers as they travel. */
  readonly bytes: number;
}

/** Reads what an image says of itself: its config, history and layers. An index is asked for `platform`. */
export async function readImage(
  registries: Registries,
  reference: Reference,
  platform: Platform,
): Promise<RemoteImage> {
  const top = await readManifest(registries, reference);
  const [manifestDigest, manifest] = await ofPlatform(registries, reference, top, platform);
  const fail = (why: string): never => {
    throw new RegistryFailure('answer', `could not read the image ${formatReference(reference)}: ${why}`);
  };
  const { config, layers } = manifest;
  const bytes = await readBlobBytes(registries, reference, config, registries.limits.maxDocumentBytes);
  const read = parseImageConfig(bytes, layers) ?? fail('its config is not that of an image');
  return {
    ...read,
    digest: top.digest,
    manifestDigest,
    configDigest: config.digest,
    bytes: layers.reduce((sum, { size }) => sum + size, 0),
  };
}

async function ofPlatform(
  registries: Registries,
  reference: Reference,
  { digest, manifest }: FetchedManifest,
  platform: Platform,
): Promise<[string, ImageManifest]> {
  if (manifest.kind === 'manifest') return [digest, manifest];
  const entry = choosePlatform(manifest.manifests, platform);
  if (entry === undefined) {
    throw new RegistryFailure(
      'absent',
      `${formatReference(reference)} is not there for ${platformText(platform)}, but for ${platformsOf(manifest.manifests) || 'no platform'}`,
    );
  }
  const below = await readManifest(registries, withDigest(reference, entry.digest));
  if (below.manifest.kind === 'manifest') return [below.digest, below.manifest];
  throw new RegistryFailure(
    'answer',
    `${formatReference(reference)} is an index of indexes, which is not read`,
  );
}

function platformsOf(entries: readonly Descriptor[]): string {
  const texts = entries.flatMap(({ platform }) =>
    platform === undefined || platform.os === 'unknown' ? [] : [platformText(platform)],
  );
  return [...new Set(texts)].slice(0, 20).join(', ');
}
