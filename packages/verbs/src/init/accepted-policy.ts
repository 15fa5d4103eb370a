import { Failure, loadPolicy } from '@weighbridge/contract';
import { checkPolicy } from '../check.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Reads a policy that is not written yet, and looks for its files, as `check` does.
 *
 * @throws Failure `config` with all that `check` would say is to be mended
 */
export async function assertAccepted(around: Surroundings, config: string, text: string): Promise<void> {
  const source = {
    label: 'what would be written',
    read: async (path: string) => (path === config ? new TextEncoder().encode(text) : undefined),
    list: async () => around.files.map(({ path }) => path),
  };
  const policy = await loadPolicy(source, config);
  const problems =
    policy === undefined ? [] : (await checkPolicy(around.root, around.files, policy.models)).problems;
  if (problems.length > 0) throw new Failure('config', problems);
}
