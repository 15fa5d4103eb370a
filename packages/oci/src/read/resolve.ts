import type { Registries } from '../client/registries.ts';
import { acceptedManifests } from '../document/media-types.ts';
import { RegistryFailure } from '../failure/registry-failure.ts';
import { digestFault } from '../reference/grammar.ts';
import { formatReference, identifierOf, type Reference } from '../reference/reference.ts';
import { readManifest } from './read-manifest.ts';

/** What stands under a reference. */
export interface Resolved {
  readonly digest: string;
  readonly mediaType: string;
  /** Of the index or manifest itself, in bytes. */
  readonly size: number;
}

/**
 * Asks what stands under a reference. `absent` only where the registry itself says that it has no such thing; could not ask, not
 * permitted, and a 404 of something else on the way are a RegistryFailure.
 */
export async function resolve(registries: Registries, reference: Reference): Promise<Resolved | 'absent'> {
  const answer = await registries.send({
    what: `look for ${formatReference(reference)}`,
    repository: reference,
    actions: 'pull',
    method: 'HEAD',
    address: `manifests/${identifierOf(reference)}`,
    headers: { accept: acceptedManifests },
    expect: [200, 404, 405],
  });
  await answer.discard();
  const digest = answer.headers.get('docker-content-digest') ?? '';
  const mediaType = answer.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
  const size = Number(answer.headers.get('content-length') ?? Number.NaN);
  const whole =
    digestFault(digest) === undefined && mediaType !== '' && Number.isSafeInteger(size) && size > 0;
  if (answer.status === 200 && whole && (reference.digest ?? digest) === digest) {
    return { digest, mediaType, size };
  }
  // An answer without a body does not say who gave it, and what it lacks the bytes themselves tell.
  return readWhole(registries, reference);
}

async function readWhole(registries: Registries, reference: Reference): Promise<Resolved | 'absent'> {
  try {
    const { digest, mediaType, bytes } = await readManifest(registries, reference);
    return { digest, mediaType, size: bytes.length };
  } catch (error) {
    if (error instanceof RegistryFailure && error.fault === 'absent') return 'absent';
    throw error;
  }
}
