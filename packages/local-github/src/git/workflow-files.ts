import { listRefs, resolve } from './bare-repository.ts';
import { git } from './git.ts';
import { deletes, type PushCommand, type Refusal } from './push-command.ts';

const folder = '.github/workflows';

/**
 * A token without the `workflows` permission may not bring workflow files that no branch has yet: neither by a branch
 * nor by a tag on an old commit.
 */
export async function refusedForWorkflows(
  gitDir: string,
  command: PushCommand,
  holder: 'actions' | 'app' | 'user',
): Promise<Refusal | undefined> {
  if (deletes(command)) return undefined;
  const commit = await resolve(gitDir, `${command.after}^{commit}`);
  const pushed = commit && (await workflowTree(gitDir, commit));
  if (!pushed) return undefined;
  const tips = [...(await listRefs(gitDir))].filter(([ref]) => ref.startsWith('refs/heads/'));
  const known = await Promise.all(tips.map(([, sha]) => workflowTree(gitDir, sha)));
  if (known.includes(pushed)) return undefined;
  const file = await firstNewFile(gitDir, pushed, known);
  const reason =
    holder === 'user'
      ? `refusing to allow a Personal Access Token to create or update workflow \`${file}\` without \`workflow\` scope`
      : `refusing to allow a GitHub App to create or update workflow \`${file}\` without \`workflows\` permission`;
  return { reason, lines: [] };
}

async function workflowTree(gitDir: string, commit: string): Promise<string | undefined> {
  return resolve(gitDir, `${commit}:${folder}`);
}

async function firstNewFile(
  gitDir: string,
  pushed: string,
  known: readonly (string | undefined)[],
): Promise<string> {
  const entries = async (tree: string): Promise<readonly string[]> =>
    (await git(['ls-tree', '-r', tree], { gitDir })).split('\n').filter(Boolean);
  const seen = new Set<string>();
  for (const tree of new Set(known))
    if (tree !== undefined) for (const entry of await entries(tree)) seen.add(entry);
  const all = await entries(pushed);
  const entry = all.find((candidate) => !seen.has(candidate)) ?? all[0] ?? '';
  return `${folder}/${entry.split('\t')[1] ?? ''}`;
}
