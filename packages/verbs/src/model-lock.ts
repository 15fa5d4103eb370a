import { Failure } from '@weighbridge/contract';
import { withFileLock } from '@weighbridge/process';
import { stateFolder } from './state-folder.ts';

/**
 * Works on a model's state folder alone: two at once would write their rows into one file.
 *
 * @throws Failure `usage` where another process is at work on it
 */
export async function alone<Value>(root: string, model: string, work: () => Promise<Value>): Promise<Value> {
  const path = (await stateFolder(root, model)).file('lock');
  const locked = await withFileLock(path, work);
  if (locked.kind === 'done') return locked.value;
  throw new Failure(
    'usage',
    `another weighbridge (process ${locked.holder}) is at work on ${model} in this working tree; wait for it, or use a second one (\`git worktree add\`)`,
    { where: { file: path } },
  );
}
