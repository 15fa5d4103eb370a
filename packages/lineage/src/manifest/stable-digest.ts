import { canonicalJson, sha256Hex } from '@weighbridge/contract';
import type { FullManifest } from './manifest-extras.ts';

/** The manifest as it is kept: canonical JSON, one line. Equal content, equal bytes, on every machine. */
export function manifestText(manifest: FullManifest): string {
  return `${canonicalJson(manifest)}\n`;
}

/**
 * Digest of what the model was made of, `sha256:…`: without when, by whom, in which run, and where things lie, so that equal runs have
 * equal digests.
 */
export function stableDigest(manifest: FullManifest): string {
  const { createdAt: _created, run: _run, actor: _actor, validUntil: _until, ...rest } = manifest;
  const { image, weights } = rest;
  return `sha256:${sha256Hex(
    canonicalJson({
      ...rest,
      ...(image === undefined || image === null ? {} : { image: { ...image, ref: null } }),
      ...(weights === undefined ? {} : { weights: { ...weights, place: null } }),
    }),
  )}`;
}
