import { baseLabels, type ImageFacts, layerCommand } from '../facts/image-facts.ts';

type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldsOf(value)).flatMap(([name, text]) =>
      typeof text === 'string' ? [[name, text]] : [],
    ),
  );
}

function withAlgorithm(id: string): string {
  return /^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id;
}

/** Facts from `docker image inspect` or `podman image inspect`, and the lines of their `history` as JSON. */
export function inspectedFacts(inspect: unknown, history: readonly unknown[]): ImageFacts {
  const image = fieldsOf(listOf(inspect)[0] ?? inspect);
  const config = fieldsOf(image['Config']);
  const labels = textsOf(config['Labels'] ?? image['Labels']);
  const digests = listOf(image['RepoDigests']).flatMap((one) => String(one).split('@')[1] ?? []);
  return {
    id: withAlgorithm(String(image['Id'] ?? '')),
    digests: [...new Set(digests)],
    bytes: Number(image['Size'] ?? 0),
    sizes: 'unpacked',
    created: typeof image['Created'] === 'string' ? image['Created'] : undefined,
    platform: [image['Os'], image['Architecture'], image['Variant']].filter(Boolean).join('/'),
    labels,
    baseDigest: labels[baseLabels.digest],
    layers: history
      .map(fieldsOf)
      .map((entry) => ({
        command: layerCommand(String(entry['CreatedBy'] ?? entry['createdBy'] ?? '')),
        bytes: Number(entry['Size'] ?? entry['size'] ?? 0),
      }))
      .filter(({ bytes }) => bytes > 0)
      .reverse(), // engines list the newest first
  };
}

/** Facts from `buildah inspect --type image`, whose manifest and configuration hold everything. */
export function buildahFacts(inspect: unknown, bytes: number | undefined): ImageFacts {
  const image = fieldsOf(inspect);
  const digest = String(image['FromImageDigest'] ?? '');
  const facts = manifestFacts({
    id: withAlgorithm(String(image['FromImageID'] ?? '')),
    digest,
    manifest: parsed(image['Manifest']),
    config: image['OCIv1'],
  });
  return { ...facts, bytes: bytes ?? facts.bytes, sizes: 'unpacked' };
}

export interface ManifestParts {
  /** Of the configuration, `sha256:…`. */
  readonly id: string;
  /** Of the manifest. */
  readonly digest: string;
  /** The manifest of one platform, not an index; docker's or OCI's. */
  readonly manifest: unknown;
  /** The configuration that it names. */
  readonly config: unknown;
}

/** Facts of an image in a registry, from its manifest and configuration as they were read. Nothing in them is trusted to be well made. */
export function manifestFacts({ id, digest, manifest, config: read }: ManifestParts): ImageFacts {
  const config = fieldsOf(read);
  const labels = textsOf(fieldsOf(config['config'])['Labels']);
  const sizes = listOf(fieldsOf(manifest)['layers']).map(
    (layer) => Number(fieldsOf(layer)['size'] ?? 0) || 0,
  );
  const full = listOf(config['history'])
    .map(fieldsOf)
    .filter((entry) => entry['empty_layer'] !== true);
  return {
    id,
    digests: digest === '' ? [] : [digest],
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    sizes: 'compressed',
    created: typeof config['created'] === 'string' ? config['created'] : undefined,
    platform: [config['os'], config['architecture'], config['variant']].filter(Boolean).join('/'),
    labels,
    baseDigest: labels[baseLabels.digest],
    layers: full
      .map((entry, at) => ({
        command: layerCommand(String(entry['created_by'] ?? '')),
        bytes: sizes[at] ?? 0,
      }))
      .filter((layer) => layer.bytes > 0),
  };
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

/** One JSON value a line, as `--format '{{json .}}'` prints them; other lines are warnings. */
export function jsonLines(text: string): readonly unknown[] {
  return text.split('\n').flatMap((line) => (line.startsWith('{') ? [parsed(line)] : []));
}

export function jsonText(text: string): unknown {
  return parsed(text);
}
