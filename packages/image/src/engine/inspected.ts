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
  const config = fieldsOf(image['OCIv1']);
  const labels = textsOf(fieldsOf(config['config'])['Labels']);
  const manifest = fieldsOf(parsed(image['Manifest']));
  const sizes = listOf(manifest['layers']).map((layer) => Number(fieldsOf(layer)['size'] ?? 0));
  const full = listOf(config['history'])
    .map(fieldsOf)
    .filter((entry) => entry['empty_layer'] !== true);
  const digest = String(image['FromImageDigest'] ?? '');
  return {
    id: withAlgorithm(String(image['FromImageID'] ?? '')),
    digests: digest === '' ? [] : [digest],
    bytes: bytes ?? sizes.reduce((sum, size) => sum + size, 0),
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
