import { openRepository, type Repository } from '@weighbridge/git';
import { makeScratch, type Scratch } from '@weighbridge/git/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCiBase } from './ci-base.ts';

/** main: first, second. The branch leaves at first; its merge commit joins it with second. */
describe('what HEAD is weighed against in CI', () => {
  let scratch: Scratch;
  let remote: string;
  let first: string;
  let second: string;
  let head: string;
  let merge: string;

  beforeAll(async () => {
    scratch = await makeScratch();
    remote = await scratch.bare('remote.git');
    await scratch.git('remote.git', 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    await scratch.git('remote.git', 'config', 'uploadpack.allowFilter', 'true');
    const work = await scratch.clone('work', remote);
    first = await scratch.commit(work, { 'a.txt': '1' });
    await scratch.git('work', 'push', '-q', 'origin', 'HEAD:main');
    await scratch.git('work', 'switch', '-qc', 'change');
    head = await scratch.commit(work, { 'b.txt': '1' });
    await scratch.git('work', 'switch', '-q', 'main');
    second = await scratch.commit(work, { 'a.txt': '2' });
    await scratch.git('work', 'push', '-q', 'origin', 'main', 'change');
    await scratch.git('work', 'merge', '-q', '--no-ff', '-m', 'test merge', 'change');
    merge = await scratch.git('work', 'rev-parse', 'HEAD');
    await scratch.git('work', 'push', '-q', 'origin', 'HEAD:refs/pull/7/merge');
  });
  afterAll(() => scratch.remove());

  /** As actions/checkout makes it: one commit deep. */
  async function checkout(name: string, ref: string): Promise<Repository> {
    const dir = await scratch.clone(name);
    await scratch.git(name, 'remote', 'add', 'origin', `file://${remote}`);
    await scratch.git(
      name,
      'fetch',
      '-q',
      '--depth=1',
      '--no-tags',
      'origin',
      `+${ref}:refs/remotes/pull/7/merge`,
    );
    await scratch.git(name, 'checkout', '-q', '--detach', 'refs/remotes/pull/7/merge');
    return openRepository(dir, { env: scratch.env });
  }

  test('the merge commit of a pull request, one commit deep: its first parent, with files', async () => {
    const repository = await checkout('merged', 'refs/pull/7/merge');
    const base = { of: 'pull-request', head, branch: 'main' } as const;
    expect(await findCiBase(repository, 'origin', merge, base)).toBe(second);
    expect((await repository.treeFiles(second)).map(({ path }) => path)).toEqual(['a.txt']);
    expect(Buffer.from((await repository.readFile(second, 'a.txt')) ?? []).toString()).toBe('2');
  });

  test('the head itself: where it left the branch', async () => {
    const repository = await checkout('headed', 'refs/heads/change');
    const base = { of: 'pull-request', head, branch: 'main' } as const;
    expect(await findCiBase(repository, 'origin', head, base)).toBe(first);
  });

  test('another commit is refused, with what to do', async () => {
    const repository = await checkout('other', 'refs/heads/main');
    const base = { of: 'pull-request', head, branch: 'main' } as const;
    await expect(findCiBase(repository, 'origin', second, base)).rejects.toThrow(
      /neither the pull request's merge commit nor its head .* check out without `ref:`/,
    );
  });

  test('a branch that is gone is named', async () => {
    const repository = await checkout('gone', 'refs/heads/change');
    const base = { of: 'pull-request', head, branch: 'release' } as const;
    await expect(findCiBase(repository, 'origin', head, base)).rejects.toThrow(
      'origin has no branch release',
    );
  });

  test.each([
    ['the commit before it', () => first, () => first],
    ['a new branch: the first parent', () => undefined, () => first],
    ['a commit that is gone: the first parent', () => 'f'.repeat(40), () => first],
  ])('a push: %s', async (name, before, expected) => {
    const repository = await checkout(`push-${name.replaceAll(/\W/g, '')}`, 'refs/heads/main');
    expect(await findCiBase(repository, 'origin', second, { of: 'push', before: before() })).toBe(expected());
  });

  test('the first commit of all has none', async () => {
    const fresh = await scratch.clone('fresh');
    const repository = await openRepository(fresh, { env: scratch.env });
    const only = await scratch.commit(fresh, { 'a.txt': '1' });
    expect(await findCiBase(repository, '.', only, { of: 'push', before: undefined })).toBeUndefined();
  });

  test('a merge group: what the queue puts it on', async () => {
    const repository = await checkout('queued', 'refs/pull/7/merge');
    expect(await findCiBase(repository, 'origin', merge, { of: 'queue', sha: second })).toBe(second);
  });

  test('a schedule: main itself', async () => {
    const repository = await checkout('scheduled', 'refs/heads/main');
    expect(await findCiBase(repository, 'origin', second, { of: 'schedule' })).toBe(second);
  });
});
