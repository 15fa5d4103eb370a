import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openRepository } from '@weighbridge/git';
import { makeScratch, type Scratch } from '@weighbridge/git/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderStore } from './folder-store.ts';
import { gitStore } from './git-store.ts';
import type { RunRef } from './run-ref.ts';
import type { RunStore, StoreOptions } from './run-store.ts';
import { makeRun, type RunChoices, rowLines } from './testing/make-run.ts';

let scratch: Scratch;
let count = 0;
beforeAll(async () => {
  scratch = await makeScratch();
});
afterAll(() => scratch.remove());

const next = (): string => join(scratch.dir, `place-${++count}`);
const run = (choices: RunChoices = {}) => makeRun(next(), choices);

async function openGit(options?: StoreOptions, prefix = 'refs/weighbridge'): Promise<RunStore> {
  const remote = await scratch.bare(`remote-${++count}.git`);
  const clone = await scratch.clone(`clone-${count}`, remote);
  return gitStore(await openRepository(clone, { env: scratch.env }), 'origin', prefix, options);
}
const stores: readonly [string, (options?: StoreOptions) => Promise<RunStore>][] = [
  ['in git refs', (options) => openGit(options)],
  ['in git branches', (options) => openGit(options, 'refs/heads/weighbridge')],
  ['in a folder', async (options) => folderStore(next(), options)],
];

async function text(rows: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of rows) chunks.push(chunk);
  return gunzipSync(Buffer.concat(chunks)).toString();
}

describe.each(stores)('runs of main %s', (_, open) => {
  it('are listed by their names and read back as they were written', async () => {
    const store = await open();
    expect(await store.list('digits')).toEqual([]);
    const written = await run({ rows: { eval: [rowLines(20), rowLines(5, 0)], smoke: [rowLines(2)] } });
    const { ref, created } = await store.write(written);
    expect(created).toBe(true);
    expect(ref).toMatchObject({
      model: 'digits',
      modelKey: written.evidence.modelKey.slice(0, 12),
      commit: written.evidence.commit.slice(0, 12),
      run: '17',
      attempt: 1,
    });
    expect(ref.name).toMatch(/digits\/[0-9a-f]{12}\/[0-9a-f]{12}-17-1$/);
    const listed = await store.list('digits');
    expect(listed).toEqual([ref]);
    await store.prefetch(listed);
    const stored = await store.read(listed[0] ?? ref);
    expect(stored).toMatchObject({
      evidence: written.evidence,
      manifest: written.manifest,
      verdict: undefined,
    });
    expect(stored.at.toISOString()).toBe(written.evidence.createdAt);
    expect(await text(stored.rows('eval'))).toBe(rowLines(20) + rowLines(5, 0));
    expect(await text((await store.read(ref, { rows: 'later' })).rows('smoke'))).toBe(rowLines(2));
    await expect(text(stored.rows('other'))).rejects.toThrow('has no suite `other`');
  });

  it('are written once: the same again changes nothing, other content is refused', async () => {
    const store = await open();
    const first = await run();
    await store.write(first);
    expect(await store.write(first)).toMatchObject({ created: false });
    await expect(store.write(await run({ rows: { eval: [rowLines(20, 0)] } }))).rejects.toThrow(
      /is stored already with other content, and a run is stored once; .*delete/,
    );
    expect(await text((await store.read((await store.list('digits'))[0] as RunRef)).rows('eval'))).toBe(
      rowLines(20),
    );
    expect(await store.write(await run({ attempt: 2, rows: { eval: [rowLines(20, 0)] } }))).toMatchObject({
      created: true,
    });
  });

  it('are kept by run and attempt as numbers, and never deleted where they are still needed', async () => {
    const store = await open();
    for (const [id, attempt] of [
      ['9', 1],
      ['10', 1],
      ['10', 2],
      ['100', 1],
      ['99', 1],
    ] as const) {
      await store.write(await run({ run: id, attempt, params: `depth: ${id}` }));
    }
    await store.write(await run({ model: 'digits-2' }));
    const numbers = (refs: readonly RunRef[]) => refs.map((ref) => `${ref.run}-${ref.attempt}`);
    expect(numbers(await store.list('digits'))).toEqual(['100-1', '99-1', '10-2', '10-1', '9-1']);
    expect(numbers(await store.prune('digits', 2, (ref) => ref.run === '9'))).toEqual(['10-2', '10-1']);
    expect(numbers(await store.list('digits'))).toEqual(['100-1', '99-1', '9-1']);
    expect(await store.prune('digits', 3, () => false)).toEqual([]);
    expect(await store.list('digits-2')).toHaveLength(1);
    await expect(store.prune('digits', 0, () => false)).rejects.toThrow('keeps at least one run');
  });

  it('are pruned by several at once without a fault, and a run that is gone is said to be', async () => {
    const store = await open();
    for (let id = 1; id <= 6; id += 1) await store.write(await run({ run: String(id) }));
    const [oldest] = (await store.list('digits')).slice(-1);
    const pruned = await Promise.all([1, 2, 3].map(() => store.prune('digits', 2, () => false)));
    // Two that see a run go may both say so; none goes that should stay.
    expect([...new Set(pruned.flat().map(({ run: id }) => id))].sort()).toEqual(['1', '2', '3', '4']);
    expect(await store.list('digits')).toHaveLength(2);
    const { oid: _, ...unlisted } = oldest as RunRef;
    await expect(store.read(unlisted)).rejects.toThrow(/there is no stored run .* may have been pruned/);
  });

  it('are not written where they could not be read again', async () => {
    const store = await open();
    const refused = async (choices: RunChoices): Promise<string> =>
      String(await store.write(await run(choices)).catch((error: unknown) => error));
    expect(await refused({ evidence: { trust: 'fork' } })).toMatch(
      /is not stored: its trust is `fork`, and only `main`, `local` is accepted here/,
    );
    expect(await refused({ evidence: { kind: 'pr' } })).toMatch(/only runs of main are stored/);
    expect(await refused({ evidence: { dirty: true } })).toMatch(/working tree with changes/);
    expect(await refused({ evidence: { manifest: `sha256:${'0'.repeat(64)}` } })).toMatch(
      /manifest.json is not the one/,
    );
    expect(await refused({ evidence: { modelKey: '0'.repeat(64) } })).toMatch(/model key is not the key/);
    expect(await refused({ attempt: 10_000_000_000 })).toMatch(/cannot be part of a name/);
    const changed = await run();
    await writeFile(join(changed.files, 'rows.jsonl.gz'), 'other');
    await expect(store.write(changed)).rejects.toThrow(/rows.jsonl.gz has 5 bytes and not/);
    await expect(store.write({ ...changed, files: next() })).rejects.toThrow('rows.jsonl.gz is missing in');
    expect(await store.list('digits')).toEqual([]);
  });

  it('of a terminal are refused by whoever accepts those of main only', async () => {
    const store = await open({ trust: ['main'] });
    await expect(store.write(await run({ evidence: { trust: 'local' } }))).rejects.toThrow(
      'only `main` is accepted here',
    );
  });

  it('have models whose names are no paths', async () => {
    const store = await open();
    for (const name of ['../x', 'A', 'a/b', '', '*'])
      await expect(store.list(name)).rejects.toThrow('is not a model name');
  });
});

describe('runs of main in git', () => {
  it('are found and read from a shallow clone, which stays shallow, at the price of one ref', async () => {
    const remote = await scratch.bare('origin.git');
    const full = await scratch.clone('full', remote);
    await scratch.commit(full, { 'a.txt': '1' });
    await scratch.commit(full, { 'a.txt': '2' });
    await scratch.git(full, 'push', '--quiet', 'origin', 'main');
    const writer = gitStore(await openRepository(full, { env: scratch.env }), 'origin', 'refs/weighbridge');
    await writer.write(await run({ run: '1' }));
    const { ref } = await writer.write(await run({ run: '2' }));
    expect(await scratch.git(full, 'status', '--porcelain')).toBe('');
    expect(await scratch.git(full, 'cat-file', 'commit', ref.oid ?? '')).not.toContain('parent');
    const shallow = await scratch.clone('shallow', `file://${remote}`, '--depth=1');
    const repository = await openRepository(shallow, { env: scratch.env });
    const store = gitStore(repository, 'origin', 'refs/weighbridge');
    const [newest, older] = await store.list('digits');
    expect(await text((await store.read(newest as RunRef)).rows('eval'))).toBe(rowLines(20));
    expect(await repository.hasObject(newest?.oid ?? '')).toBe(true);
    expect(await repository.hasObject(older?.oid ?? '')).toBe(false);
    expect(await repository.isShallow()).toBe(true);
    expect(await scratch.git(shallow, 'rev-list', '--count', '--all')).toBe('1');
    // What was fetched once is read without the remote.
    await scratch.git(shallow, 'remote', 'set-url', 'origin', '/nowhere');
    expect((await store.read(newest as RunRef)).evidence.run.id).toBe('2');
  });

  it('are whole in a clone that leaves files out', async () => {
    const remote = await scratch.bare('partial-origin.git');
    await scratch.git(remote, 'config', 'uploadpack.allowFilter', 'true');
    const full = await scratch.clone('partial-full', remote);
    await scratch.commit(full, { 'a.txt': '1' });
    await scratch.git(full, 'push', '--quiet', 'origin', 'main');
    await gitStore(await openRepository(full, { env: scratch.env }), 'origin', 'refs/weighbridge').write(
      await run(),
    );
    const partial = await scratch.clone('partial', `file://${remote}`, '--filter=blob:none');
    const store = gitStore(await openRepository(partial, { env: scratch.env }), 'origin', 'refs/weighbridge');
    const [ref] = await store.list('digits');
    expect(await text((await store.read(ref as RunRef)).rows('eval'))).toBe(rowLines(20));
  });

  it('may live under any prefix that is a ref, and under no other', async () => {
    const repository = await openRepository(await scratch.clone('prefixes'), { env: scratch.env });
    for (const prefix of [
      'weighbridge',
      'refs',
      'refs/',
      'refs/a/',
      'refs/a..b',
      'refs/*',
      '--all',
      'refs/-x',
      'refs/a b',
    ]) {
      expect(() => gitStore(repository, 'origin', prefix)).toThrow('`store.prefix` is');
    }
  });
});
