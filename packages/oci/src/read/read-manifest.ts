import type { Registries } from '../client/registries.ts';
import { digestOf, hasDigest } from '../document/digest.ts';
import { type Manifest, parseManifest } from '../document/manifest.ts';
import { acceptedManifests } from '../document/media-types.ts';
import { RegistryFailure } from '../failure/registry-failure.ts';
import { digestFault } from '../reference/grammar.ts';
import { formatReference, identifierOf, type Reference } from '../reference/reference.ts';
import { readBytes } from '../transport/read-text.ts';

/** An index or manifest with its bytes, which are what its digest says. */
export interface FetchedManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly manifest: Manifest;
}

/** Reads what stands under a reference, and verifies its digest. Throws a RegistryFailure with fault `absent` where nothing does. `actions`: what is done next, so that one token does for both. */
export async function readManifest(
  registries: Registries,
  reference: Reference,
  actions: 'pull' | 'pull,push' = 'pull',
): Promise<FetchedManifest> {
  const what = `read ${formatReference(reference)}`;
  const asked = registries.asked(what, reference);
  const answer = await registries.send({
    what,
    repository: reference,
    actions,
    method: 'GET',
    address: `manifests/${identifierOf(reference)}`,
    headers: { accept: acceptedManifests },
    expect: [200],
  });
  const bytes = await readBytes(answer, registries.limits.maxDocumentBytes, asked);
  const digest = reference.digest ?? answer.headers.get('docker-content-digest') ?? digestOf(bytes);
  if (digestFault(digest) !== undefined || !hasDigest(bytes, digest)) {
    throw new RegistryFailure(
      'digest',
      `could not ${what}: ${asked.host} answered with other bytes than those of ${asked.secrets.clean(digest)}. Nothing of it is used; tell who runs the registry, or what stands before it`,
    );
  }
  const manifest = parseManifest(bytes, answer.headers.get('content-type') ?? undefined);
  if (typeof manifest === 'string') {
    throw new RegistryFailure('answer', `could not ${what}: ${asked.secrets.clean(manifest)}`);
  }
  return { digest, mediaType: manifest.mediaType, bytes, manifest };
}
