/** The repository that this checkout stands for. */
export const ownRepository = 'weighbridge-ci/weighbridge';

/** What a step's `uses:` names, as far as it can run here. */
export type Uses =
  | { readonly kind: 'ours'; readonly folder: string; readonly ref: string }
  | { readonly kind: 'local'; readonly folder: string }
  | { readonly kind: 'checkout' }
  | { readonly kind: 'setup'; readonly tool: 'python' | 'node'; readonly commands: readonly string[] }
  | { readonly kind: 'unsupported'; readonly why: string };

/** What a job's `uses:` names: a workflow file of the commit that runs, or of this checkout. */
export type CalledFile =
  | { readonly kind: 'same'; readonly path: string }
  | { readonly kind: 'ours'; readonly path: string }
  | { readonly kind: 'unsupported'; readonly why: string };

const setups = { python: ['python3', 'python'], node: ['node'] } as const;

/** Reads a step's `uses:`. */
export function readUses(uses: string): Uses {
  if (uses.startsWith('docker://')) return unsupported('docker actions are not supported');
  const local = /^\.\/(.*?)\/?$/.exec(uses)?.[1];
  if (local !== undefined && !local.split('/').includes('..')) return { kind: 'local', folder: local };
  const [, owner = '', name = '', folder = '', ref = ''] =
    /^([^/@]+)\/([^/@]+)\/?([^@]*)@(.+)$/.exec(uses) ?? [];
  const repository = `${owner}/${name}`.toLowerCase();
  if (repository === ownRepository) return { kind: 'ours', folder, ref };
  if (repository === 'actions/checkout' && folder === '') return { kind: 'checkout' };
  for (const tool of ['python', 'node'] as const) {
    if (repository === `actions/setup-${tool}` && folder === '') {
      return { kind: 'setup', tool, commands: setups[tool] };
    }
  }
  return unsupported(
    `the action ${uses} is not supported: only ${ownRepository}, those of the repository itself ('./…'), actions/checkout, actions/setup-python and actions/setup-node are`,
  );
}

/** Reads a job's `uses:`. */
export function readCall(uses: string): CalledFile {
  const same = /^\.\/(\.github\/workflows\/[^/]+\.ya?ml)$/.exec(uses)?.[1];
  if (same !== undefined) return { kind: 'same', path: same };
  const [, repository = '', path] =
    /^([^/]+\/[^/]+)\/(\.github\/workflows\/[^/@]+\.ya?ml)@.+$/.exec(uses) ?? [];
  if (path !== undefined && repository.toLowerCase() === ownRepository) return { kind: 'ours', path };
  return unsupported(
    `the workflow ${uses} is not supported: only those of the repository itself and of ${ownRepository} are`,
  );
}

function unsupported(why: string): { readonly kind: 'unsupported'; readonly why: string } {
  return { kind: 'unsupported', why };
}
