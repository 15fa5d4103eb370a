import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@weighbridge/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRepository } from './repository.ts';
import { makeScratch, type Scratch } from './testing/index.ts';

let scratch: Scratch;
let remote: string;
let folder: string;
const main: string[] = [];
let side: string;

beforeAll(async () => {
  scratch = await makeScratch();
  remote = await scratch.bare('remote.git');
  await scratch.git(remote, 'config', 'uploadpack.allowFilter', 'true');
  folder = await scratch.clone('full', remote);
  for (const text of ['1', '2', '3', '4'])
    main.push(await scratch.commit(folder, { 'a.txt': text }, `number ${text}`));
  await scratch.git(folder, 'checkout', '--quiet', '-b', 'side', main[1] ?? '');
  side = await scratch.commit(folder, { 'b.txt': 'side' }, 'on the side');
  await scratch.git(folder, 'checkout', '--quiet', 'main');
  await scratch.git(folder, 'push', '--quiet', 'origin', 'main', 'side');
});
afterAll(() => scratch.remove());

const open = (path: string) => openRepository(path, { env: scratch.env });

describe('revisions', () => {
  it('are ids of commits, whatever the text', async () => {
    const repository = await open(folder);
    expect(await repository.revParse('HEAD')).toBe(main[3]);
    expect(await repository.revParse('main~1')).toBe(main[2]);
    for (const text of [
      '--all',
      '-h',
      '--output=/tmp/x',
      'nope',
      '',
      'a b',
      'HEAD\n',
      'HEAD:a.txt',
      '$(id)',
      '^',
    ]) {
      expect(await repository.revParse(text)).toBeUndefined();
    }
    await expect(repository.treeFiles('--help')).rejects.toThrow('there is no commit "--help"');
  });

  it('have merge bases, parents and a way along first parents', async () => {
    const repository = await open(folder);
    expect(await repository.mergeBase('main', 'side')).toBe(main[1]);
    await scratch.git(folder, 'checkout', '--quiet', '-b', 'merged');
    await scratch.git(folder, 'merge', '--quiet', '--no-ff', '-m', 'both: "sides" ü', 'side');
    expect(await repository.parents('HEAD')).toEqual([main[3], side]);
    expect(await repository.currentBranch()).toBe('merged');
    const [first, second, ...rest] = await repository.firstParents('HEAD', 3);
    expect(first).toMatchObject({ subject: 'both: "sides" ü', parents: [main[3], side] });
    expect(first?.at.getTime()).toBeGreaterThan(Date.now() - 600_000);
    expect(second).toMatchObject({ sha: main[3], subject: 'number 4' });
    expect(rest).toHaveLength(1);
    await scratch.git(folder, 'checkout', '--quiet', '--detach', 'main');
    expect(await repository.currentBranch()).toBeUndefined();
    await scratch.git(folder, 'checkout', '--quiet', 'main');
    await scratch.git(folder, 'checkout', '--quiet', '--orphan', 'other');
    const alone = await scratch.commit(folder, {}, 'unrelated');
    expect(await repository.mergeBase(alone, 'main')).toBeUndefined();
    await scratch.git(folder, 'checkout', '--quiet', 'main');
  });
});

describe('a shallow clone', () => {
  it('gets the history that a merge base needs, and files of the base on request', async () => {
    const shallow = await scratch.clone('shallow', `file://${remote}`, '--depth=1', '--branch=side');
    const repository = await open(shallow);
    expect(await repository.isShallow()).toBe(true);
    expect(await repository.parents('HEAD')).toEqual([main[1]]);
    await repository.ensureHistory('origin', [main[3] ?? '']);
    expect(await repository.isShallow()).toBe(false);
    expect(await repository.mergeBase('HEAD', main[3] ?? '')).toBe(main[1]);
    expect((await repository.treeFiles(main[3] ?? '')).map(({ path }) => path)).toEqual(['a.txt']);
    expect(Buffer.from((await repository.readFile(main[3] ?? '', 'a.txt')) ?? []).toString()).toBe('4');
    expect(await scratch.git(shallow, 'status', '--porcelain')).toBe('');
    expect(await scratch.git(shallow, 'for-each-ref', '--format=%(refname)')).not.toContain('weighbridge');
  });

  it('also gets it from a server that does not filter, or has never seen HEAD', async () => {
    const plain = await scratch.bare('plain.git');
    await scratch.git(folder, 'push', '--quiet', plain, 'main', 'side');
    const shallow = await scratch.clone('shallow-plain', `file://${plain}`, '--depth=1', '--branch=side');
    await scratch.commit(shallow, { 'c.txt': 'only here' });
    const repository = await open(shallow);
    await repository.ensureHistory('origin', [main[3] ?? '']);
    expect(await repository.mergeBase('HEAD', main[3] ?? '')).toBe(main[1]);
    expect(await scratch.git(shallow, 'for-each-ref', '--format=%(refname)')).not.toContain('weighbridge');
  });

  it('stays shallow, and a full clone full, when objects are fetched', async () => {
    const shallow = await scratch.clone('shallow-objects', `file://${remote}`, '--depth=1');
    const full = await scratch.clone('full-objects', remote);
    const source = await open(folder);
    const oid = await source.createCommit({
      files: [{ path: 'x', data: Buffer.from('x') }],
      message: 'x',
      at: new Date(0),
    });
    await source.pushRefs('origin', [{ ref: 'refs/weighbridge/x', oid, expect: 'absent' }]);
    for (const [path, isShallow] of [
      [shallow, true],
      [full, false],
    ] as const) {
      const repository = await open(path);
      const refs = await scratch.git(path, 'for-each-ref');
      const config = await scratch.git(path, 'config', '--list', '--local');
      await repository.fetchObjects('origin', ['refs/weighbridge/x']);
      expect(await repository.hasObject(oid)).toBe(true);
      expect(await repository.isShallow()).toBe(isShallow);
      expect(await scratch.git(path, 'for-each-ref')).toBe(refs);
      expect(await scratch.git(path, 'config', '--list', '--local')).toBe(config);
    }
  });
});

describe('opening', () => {
  it('says what is wrong with a folder', async () => {
    await mkdir(join(scratch.dir, 'no-repository'));
    await expect(open(join(scratch.dir, 'no-repository'))).rejects.toThrow(
      /is not a checked-out git repository; run it in a clone/,
    );
    await expect(open(join(scratch.dir, 'not-there'))).rejects.toThrow(/could not be started in .*not-there/);
    await expect(open(remote)).rejects.toBeInstanceOf(Failure);
    const failure: unknown = await openRepository(folder, {
      env: { ...scratch.env, PATH: '/nowhere' },
    }).catch((error) => error);
    expect(failure).toMatchObject({ code: 'infrastructure' });
    expect(String(failure)).toContain('install git 2.30 or newer');
  });

  it('is not led astray by the variables of a hook', async () => {
    const env = { ...scratch.env, GIT_DIR: remote, GIT_INDEX_FILE: '/nowhere', GIT_WORK_TREE: '/' };
    expect((await openRepository(folder, { env })).root).toBe(folder);
  });

  it('passes on what the user set in the same way as we do', async () => {
    const env = {
      ...scratch.env,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'remote.extra.url',
      GIT_CONFIG_VALUE_0: remote,
    };
    expect(await (await openRepository(folder, { env })).remotes()).toEqual(['origin', 'extra']);
  });
});
