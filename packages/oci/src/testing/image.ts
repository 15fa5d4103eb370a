import type { Registries } from '../client/registries.ts';
import { digestOf } from '../document/digest.ts';
import { mediaTypes } from '../document/media-types.ts';
import type { Resolved } from '../read/resolve.ts';
import type { Reference } from '../reference/reference.ts';
import { bytesSource } from '../write/blob-source.ts';
import { putManifest } from '../write/put-manifest.ts';
import { uploadBlob } from '../write/upload-blob.ts';

export interface TestImage {
  readonly config: Buffer;
  readonly layers: readonly Buffer[];
  readonly manifest: Buffer;
}

/** A small image; its layers are any bytes. */
export function testImage(layers: readonly Buffer[], architecture = 'amd64'): TestImage {
  const config = Buffer.from(
    JSON.stringify({
      created: '2026-01-02T03:04:05Z',
      os: 'linux',
      architecture,
      config: { Env: ['PATH=/bin'], Labels: { 'org.example': 'yes' }, WorkingDir: '/work', Cmd: null },
      rootfs: { type: 'layers', diff_ids: layers.map((layer) => digestOf(layer)) },
      history: [
        ...layers.map((_, index) => ({ created_by: `COPY ${index}` })),
        { created_by: 'ENV a=b', empty_layer: true },
      ],
    }),
  );
  const described = (mediaType: string, bytes: Buffer) => ({
    mediaType,
    digest: digestOf(bytes),
    size: bytes.length,
  });
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      config: described(mediaTypes.config, config),
      layers: layers.map((layer) => described('application/vnd.oci.image.layer.v1.tar+gzip', layer)),
    }),
  );
  return { config, layers, manifest };
}

export async function pushTestImage(
  registries: Registries,
  to: Reference,
  image: TestImage,
): Promise<Resolved> {
  for (const bytes of [image.config, ...image.layers]) {
    await uploadBlob(registries, to, bytesSource(digestOf(bytes), bytes));
  }
  return putManifest(registries, to, { bytes: image.manifest, mediaType: mediaTypes.manifest });
}
