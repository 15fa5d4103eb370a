import { Failure, type Policy } from '@weighbridge/contract';
import { loadWorkingPolicy } from '../policy-source.ts';
import type { Surroundings } from './surroundings.ts';

/** Names of the variables that the evaluations of an existing policy are handed, in order. */
export async function existingSecrets(
  { root, files }: Surroundings,
  config: string,
): Promise<readonly string[]> {
  let policy: Policy | undefined;
  try {
    policy = await loadWorkingPolicy(root, files, config);
  } catch (error) {
    // Its own mistakes are `check`'s to say; a workflow can be proposed without it.
    if (!(error instanceof Failure)) throw error;
  }
  const suites = policy?.models.flatMap((model) => model.suites) ?? [];
  return [...new Set(suites.flatMap((suite) => suite.env))].sort();
}
