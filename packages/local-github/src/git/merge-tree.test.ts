import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Clone, newClone } from '../testing/clone.ts';
import { mergedTree, mergedTreeOfOldGit } from './merge-tree.ts';

let clone: Clone;
beforeEach(async () => {
  clone = await newClone();
  await clone.commit('Base', { 'a.txt': '1\n2\n3\n4\n5\n6\n7\n', 'gone.txt': 'x', 'deep/b.txt': 'b' });
});
afterEach(() => clone.remove());

async function branch(
  name: string,
  files: Readonly<Record<string, string>>,
  removed?: string,
): Promise<string> {
  await clone.git('checkout', '--quiet', '-B', name, 'main');
  if (removed !== undefined) await clone.git('rm', '--quiet', removed);
  const sha = await clone.commit(name, files);
  await clone.git('checkout', '--quiet', 'main');
  return sha;
}

describe.each([
  ['new git', mergedTree],
  ['old git', mergedTreeOfOldGit],
])('merging with %s', (_, merge) => {
  const gitDir = (): string => join(clone.folder, '.git');

  it('joins changes of both sides, in one file and in several', async () => {
    const one = await branch('one', { 'a.txt': 'one\n2\n3\n4\n5\n6\n7\n', 'new.txt': 'n' });
    const two = await branch('two', { 'a.txt': '1\n2\n3\n4\n5\n6\nseven\n', 'deep/b.txt': 'bb' }, 'gone.txt');
    const tree = await merge(gitDir(), one, two);
    expect(await clone.git('show', `${tree}:a.txt`)).toBe('one\n2\n3\n4\n5\n6\nseven');
    expect(await clone.git('ls-tree', '-r', '--name-only', tree ?? '')).toBe('a.txt\ndeep/b.txt\nnew.txt');
  });

  it('says so where they conflict', async () => {
    const one = await branch('one', { 'a.txt': 'one' });
    const two = await branch('two', { 'a.txt': 'two' });
    expect(await merge(gitDir(), one, two)).toBeUndefined();
  });

  it('joins histories that have nothing in common', async () => {
    const one = await clone.git('rev-parse', 'main');
    await clone.git('checkout', '--quiet', '--orphan', 'other');
    await clone.git('rm', '-rf', '--quiet', '.');
    const other = await clone.commit('Other', { 'z.txt': 'z' });
    const tree = await merge(gitDir(), one, other);
    expect((await clone.git('ls-tree', '-r', '--name-only', tree ?? '')).split('\n')).toContain('z.txt');
  });
});
