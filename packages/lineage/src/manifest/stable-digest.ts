import { canonicalJson, sha256Hex } from '@weighbridge/contract';
import type { DataEntry, FullManifest } from './manifest-extras.ts';

/** The manifest as it is kept: canonical JSON, one line. Equal content, equal bytes, on every machine. */
export function manifestText(manifest: FullManifest): string {
  return `${canonicalJson(manifest)}\n`;
}

/**
 * Digest of what the model was made of, `sha256:…`: without when, by whom, in which run, where things lie and how their ids were
 * read, so that equal runs have equal digests.
 */
export function stableDigest(manifest: FullManifest): string {
  const {
    createdAt: _created,
    run: _run,
    actor: _actor,
    validUntil: _until,
    repository: _repository,
    image,
    weights,
    data,
    ...rest
  } = manifest;
  const stable = {
    ...rest,
    data: Object.fromEntries(Object.entries(data).map(([name, entry]) => [name, stableData(entry)])),
    ...(image === undefined ? {} : { image: image === null ? null : stableImage(image) }),
    ...(weights === undefined ? {} : { weights: { ...weights, place: null } }),
  };
  return `sha256:${sha256Hex(canonicalJson(stable))}`;
}

function stableData({ id, from, to, kind, source }: DataEntry): Partial<DataEntry> {
  return { id, from, to, kind, source };
}

/** Where an image lies counts only where nothing else says which it is. */
function stableImage(image: NonNullable<FullManifest['image']>): object {
  return image.digest === null && image.inputsKey === null ? image : { ...image, ref: null };
}
