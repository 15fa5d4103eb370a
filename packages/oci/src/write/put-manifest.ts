import type { Registries } from '../client/registries.ts';
import { digestOf, hasDigest } from '../document/digest.ts';
import { RegistryFailure } from '../failure/registry-failure.ts';
import { type FetchedManifest, readManifest } from '../read/read-manifest.ts';
import type { Resolved } from '../read/resolve.ts';
import { digestFault } from '../reference/grammar.ts';
import { formatReference, identifierOf, type Reference, withTag } from '../reference/reference.ts';

/** Puts an index or manifest under a reference: its tag, or its digest, which has to be that of the bytes. */
export async function putManifest(
  registries: Registries,
  to: Reference,
  { bytes, mediaType }: Pick<FetchedManifest, 'bytes' | 'mediaType'>,
): Promise<Resolved> {
  const what = `push ${formatReference(to)}`;
  const digest = to.digest ?? digestOf(bytes);
  if (digestFault(digest) !== undefined || !hasDigest(bytes, digest)) {
    throw new RegistryFailure('digest', `could not ${what}: the manifest has another digest`);
  }
  const answer = await registries.send({
    what,
    repository: to,
    actions: 'pull,push',
    method: 'PUT',
    address: `manifests/${to.tag ?? identifierOf(to)}`,
    headers: { 'content-type': mediaType },
    body: {
      bytes: bytes.length,
      open: async function* () {
        yield bytes;
      },
    },
    expect: [200, 201, 202],
    answerMs: registries.limits.commitMs,
  });
  await answer.discard();
  const stored = answer.headers.get('docker-content-digest');
  if (stored !== null && stored !== digest && stored.startsWith(digest.slice(0, 7))) {
    throw new RegistryFailure(
      'digest',
      `could not ${what}: the registry keeps it under another digest than it has`,
    );
  }
  return { digest, mediaType, size: bytes.length };
}

/** Gives what stands under a reference another tag in its repository: one read, one write, the same bytes. */
export async function tagManifest(registries: Registries, from: Reference, tag: string): Promise<Resolved> {
  const { bytes, mediaType } = await readManifest(registries, from, 'pull,push');
  return putManifest(registries, withTag(from, tag), { bytes, mediaType });
}
