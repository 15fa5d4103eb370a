import { z } from 'zod';
import { annotationsJson, type Descriptor, descriptorJson } from './descriptor.ts';
import { isIndexType, isManifestType, mediaTypes } from './media-types.ts';

const manifestJson = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  config: descriptorJson,
  layers: z.array(descriptorJson).max(10_000),
  manifests: z.undefined().optional(),
  annotations: annotationsJson.optional(),
  subject: descriptorJson.optional(),
});
const indexJson = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  manifests: z.array(descriptorJson).max(10_000),
  layers: z.undefined().optional(),
  config: z.undefined().optional(),
  annotations: annotationsJson.optional(),
});

/** One image, or one artifact. */
export interface ImageManifest {
  readonly kind: 'manifest';
  readonly mediaType: string;
  readonly artifactType: string | undefined;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}

/** Several of them, one for each platform. */
export interface ImageIndex {
  readonly kind: 'index';
  readonly mediaType: string;
  readonly artifactType: string | undefined;
  readonly manifests: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}

export type Manifest = ImageManifest | ImageIndex;

/** Reads the bytes of an index or manifest; a text says what is wrong with them. */
export function parseManifest(bytes: Uint8Array, contentType: string | undefined): Manifest | string {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return 'it is not JSON';
  }
  const { schemaVersion, mediaType: own } = z
    .object({ schemaVersion: z.unknown().optional(), mediaType: z.unknown().optional() })
    .catch({ schemaVersion: undefined, mediaType: undefined })
    .parse(value);
  if (schemaVersion === 1)
    return 'it is of the first schema, which engines no longer push; push the image again';
  const stated = contentType?.split(';')[0]?.trim().toLowerCase();
  const said = stated === undefined || !(isIndexType(stated) || isManifestType(stated)) ? undefined : stated;
  // One that is two things at once would be read as another thing by another reader.
  if (typeof own === 'string' && said !== undefined && own !== said) {
    return `it calls itself ${JSON.stringify(own.slice(0, 100))}, and is served as ${said}`;
  }
  const mediaType = typeof own === 'string' ? own : (said ?? guessed(value));
  if (isIndexType(mediaType)) {
    const read = indexJson.safeParse(value);
    if (!read.success) return shapeFault(read.error);
    const { artifactType, manifests, annotations = {} } = read.data;
    return { kind: 'index', mediaType, artifactType, manifests, annotations };
  }
  if (isManifestType(mediaType)) {
    const read = manifestJson.safeParse(value);
    if (!read.success) return shapeFault(read.error);
    const { artifactType, config, layers, annotations = {} } = read.data;
    return { kind: 'manifest', mediaType, artifactType, config, layers, annotations };
  }
  return `it is ${JSON.stringify(mediaType.slice(0, 100))}, which is no image`;
}

function guessed(value: unknown): string {
  const isIndex = typeof value === 'object' && value !== null && 'manifests' in value;
  return isIndex ? mediaTypes.index : mediaTypes.manifest;
}

function shapeFault(error: z.ZodError): string {
  const fields = error.issues.slice(0, 3).map(({ path }) => `\`${path.join('.') || 'its top'}\``);
  return `${fields.join(', ')} has not the shape it should have`;
}
