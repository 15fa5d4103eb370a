import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openRepository } from '@weighbridge/git';
import { makeScratch, type Scratch, serveHttp } from '@weighbridge/git/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderStore } from './folder-store.ts';
import { gitStore } from './git-store.ts';
import type { RunRef } from './run-ref.ts';
import type { RunStore } from './run-store.ts';
import { makeRun, type RunChoices, rowLines } from './testing/make-run.ts';
import { startWriter } from './testing/writer-process.ts';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await makeScratch();
});
afterAll(() => scratch.remove());

const place = (): Promise<string> => mkdtemp(join(scratch.dir, 'place-'));

async function gitPlaces(clones: number) {
  const remote = await scratch.bare(`remote-${randomBytes(4).toString('hex')}.git`);
  const folders: string[] = [];
  for (let index = 0; index < clones; index += 1) {
    const folder = await place();
    await scratch.git(folder, 'init', '--quiet');
    await scratch.git(folder, 'remote', 'add', 'origin', remote);
    folders.push(folder);
  }
  const reader = await openRepository(folders[0] ?? '', { env: scratch.env });
  return { remote, folders, store: gitStore(reader, 'origin', 'refs/weighbridge') };
}

async function readAll(store: RunStore): Promise<readonly string[]> {
  const runs = await Promise.all((await store.list('digits')).map((ref) => store.read(ref)));
  return runs.map(({ evidence }) => evidence.run.id);
}

describe('twenty processes that store runs at once', () => {
  it('lose nothing in git, and each run is created by exactly one', async () => {
    const { folders, store } = await gitPlaces(20);
    // Sixteen runs, four of which two processes store: as a job that was started again would.
    const writers = await Promise.all(
      folders.map(async (folder, index) =>
        startWriter('git', folder, await place(), { run: String(1 + (index % 16)) }, scratch.env),
      ),
    );
    const created = await Promise.all(writers.map(({ done }) => done));
    expect(created.filter((answer) => answer === 'true')).toHaveLength(16);
    expect(created.filter((answer) => answer === 'false')).toHaveLength(4);
    expect(await readAll(store)).toEqual(Array.from({ length: 16 }, (_, index) => String(16 - index)));
  });

  it('lose nothing in a folder', async () => {
    const dir = await place();
    const store = folderStore(dir);
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) =>
        store.write(await makeRun(await place(), { run: String(1 + (index % 16)) })),
      ),
    );
    expect(answers.filter(({ created }) => created)).toHaveLength(16);
    expect(await readAll(store)).toHaveLength(16);
    expect(await readdir(dir)).toEqual(['digits']);
  });

  it('of one name and different content: one wins, the others are told', async () => {
    const { folders, store } = await gitPlaces(4);
    const outcomes = await Promise.allSettled(
      folders.map(async (folder, index) => {
        const repository = await openRepository(folder, { env: scratch.env });
        const run = await makeRun(await place(), { rows: { eval: [rowLines(20 + index)] } });
        return gitStore(repository, 'origin', 'refs/weighbridge').write(run);
      }),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(String(outcome.reason)).toContain('is stored already with other content');
    }
    expect(await readAll(store)).toEqual(['17']);
  });
});

// Incompressible, so that hashing, packing and sending take long enough to be struck in each of them.
const bulky: RunChoices = { run: '7', bulk: 3_000_000 };

describe.runIf(process.platform === 'linux')('a process that is killed while it stores a run', () => {
  it.each(['git', 'folder'] as const)(
    'leaves the run whole or not at all, and it can be stored again (%s)',
    async (kind) => {
      const struck: string[] = [];
      for (let round = 0; round < 5; round += 1) {
        const { folders, store: git } = await gitPlaces(1);
        const where = kind === 'git' ? (folders[0] ?? '') : await place();
        const store = kind === 'git' ? git : folderStore(where);
        const files = await place();
        const writer = startWriter(kind, where, files, bulky, scratch.env);
        await writer.ready;
        await wait(Math.random() * (kind === 'git' ? 450 : 120));
        writer.kill();
        await writer.done.catch(() => undefined);
        const left = await readAll(store);
        struck.push(left.length === 0 ? 'absent' : 'whole');
        expect(['', '7']).toContain(left.join());
        const again = await store.write(await makeRun(files, bulky));
        expect(again.created).toBe(left.length === 0);
        expect(await readAll(store)).toEqual(['7']);
      }
      expect(struck).toHaveLength(5);
    },
  );
});

describe('a store behind a server', () => {
  it('works with a token that only our git children get, and through faults that pass', async () => {
    const token = 'ghs_store';
    const server = await serveHttp(scratch.dir, token);
    try {
      const { remote, folders } = await gitPlaces(1);
      await scratch.git(remote, 'config', 'http.receivepack', 'true');
      const url = `${server.url}/${remote.split('/').at(-1)}`;
      await scratch.git(folders[0] ?? '', 'remote', 'set-url', 'origin', url);
      const timing = { sleep: async () => undefined, random: () => 0 };
      const repository = await openRepository(folders[0] ?? '', { env: scratch.env, token, timing });
      const store = gitStore(repository, 'origin', 'refs/weighbridge');
      const run = await makeRun(await place());
      server.faults.push('none', 503, 'reset');
      expect(await store.write(run)).toMatchObject({ created: true });
      expect(await store.write(run)).toMatchObject({ created: false });
      const reader = await place();
      await scratch.git(reader, 'init', '--quiet');
      await scratch.git(reader, 'remote', 'add', 'origin', url);
      const other = gitStore(
        await openRepository(reader, { env: scratch.env, token, timing }),
        'origin',
        'refs/weighbridge',
      );
      server.faults.push('reset', 'none', 'none', 502);
      const [ref] = await other.list('digits');
      expect((await other.read(ref as RunRef)).evidence).toEqual(run.evidence);
      expect(await other.prune('digits', 1, () => false)).toEqual([]);
      const wrong = gitStore(
        await openRepository(reader, { env: scratch.env, token: 'ghs_other', timing }),
        'origin',
        'refs/weighbridge',
      );
      await expect(wrong.list('digits')).rejects.toThrow(/wrong or expired token/);
    } finally {
      await server.close();
    }
  });
});
