import type { Registries } from '../client/registries.ts';
import { RegistryFailure } from '../failure/registry-failure.ts';
import { formatReference, type Repository, withTag } from '../reference/reference.ts';

/** `kept`: the registry does not delete tags, or not for this user. */
export type DeleteOutcome = 'deleted' | 'absent' | 'kept';

/** Takes a tag away, where the registry does that; what it named stays, and so do its other tags. */
export async function deleteTag(
  registries: Registries,
  repository: Repository,
  tag: string,
): Promise<DeleteOutcome> {
  try {
    const answer = await registries.send({
      what: `delete ${formatReference(withTag(repository, tag))}`,
      repository,
      actions: 'pull,push,delete',
      method: 'DELETE',
      address: `manifests/${tag}`,
      expect: [200, 202, 204],
    });
    await answer.discard();
    return 'deleted';
  } catch (error) {
    if (!(error instanceof RegistryFailure)) throw error;
    if (error.fault === 'absent') return 'absent';
    if (['unsupported', 'invalid', 'denied'].includes(error.fault)) return 'kept';
    throw error;
  }
}
