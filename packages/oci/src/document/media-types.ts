/** Media types of the image specification, and Docker's own that came before it. */
export const mediaTypes = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  empty: 'application/vnd.oci.empty.v1+json',
  dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  bytes: 'application/octet-stream',
} as const;

const indexes: ReadonlySet<string> = new Set([mediaTypes.index, mediaTypes.dockerIndex]);
const manifests: ReadonlySet<string> = new Set([mediaTypes.manifest, mediaTypes.dockerManifest]);

/** Everything that can stand under a tag and be read here. */
export const acceptedManifests: string = [...indexes, ...manifests].join(', ');

export function isIndexType(mediaType: string): boolean {
  return indexes.has(mediaType);
}

export function isManifestType(mediaType: string): boolean {
  return manifests.has(mediaType);
}
