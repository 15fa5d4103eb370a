import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Evidence, type Manifest, modelKey } from '@weighbridge/contract';
import { openRepository, type Repository } from '@weighbridge/git';
import { makeScratch, type Scratch } from '@weighbridge/git/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DamagedRun } from './damaged-run.ts';
import { folderStore } from './folder-store.ts';
import { gitStore } from './git-store.ts';
import { documentBytes } from './new-run-files.ts';
import { sha256 } from './run-documents.ts';
import type { RunRef } from './run-ref.ts';
import { makeRun } from './testing/make-run.ts';

/** The files of a stored run, to be tampered with; an object says git's mode, and perhaps an object id instead of data. */
type Files = Map<
  string,
  Uint8Array | string | { readonly mode: string; readonly oid?: string; readonly data?: string }
>;

let scratch: Scratch;
let repository: Repository;
let honest: Files;
let commit: string;
let count = 0;

beforeAll(async () => {
  scratch = await makeScratch();
  const remote = await scratch.bare('remote.git');
  const clone = await scratch.clone('clone', remote);
  commit = await scratch.commit(clone, { 'a.txt': '1' });
  repository = await openRepository(clone, { env: scratch.env });
  const run = await makeRun(join(scratch.dir, 'honest'));
  const store = folderStore(join(scratch.dir, 'folder'));
  const { ref } = await store.write(run);
  honest = new Map(
    await Promise.all(
      (await readdir(ref.name)).map(async (name) => [name, await readFile(join(ref.name, name))] as const),
    ),
  );
});
afterAll(() => scratch.remove());

function json<T>(files: Files, name: string): T {
  return JSON.parse(Buffer.from(files.get(name) as Uint8Array).toString()) as T;
}

/** Changes evidence, keeping all that is derived from it right. */
function changeEvidence(files: Files, change: (evidence: Evidence) => object): void {
  files.set('evidence.json', documentBytes(change(json<Evidence>(files, 'evidence.json'))));
}

function changeManifest(files: Files, change: (manifest: Manifest) => object): void {
  const manifest = documentBytes(change(json<Manifest>(files, 'manifest.json')));
  files.set('manifest.json', manifest);
  changeEvidence(files, (evidence) => ({ ...evidence, manifest: sha256(manifest) }));
}

/** Rows whose file digest is right; the digest of what they hold is what is given. */
function changeRows(files: Files, data: Uint8Array, digest?: string): void {
  files.set('rows.jsonl.gz', data);
  changeEvidence(files, (evidence) => ({
    ...evidence,
    suites: evidence.suites.map((suite) => ({
      ...suite,
      digest: digest ?? suite.digest,
      files: [{ path: 'rows.jsonl.gz', digest: sha256(data), bytes: data.length }],
    })),
  }));
}

const blobs = new Map<string, string>();

async function blob(data: Uint8Array | string): Promise<string> {
  const key = sha256(Buffer.from(data));
  const file = join(scratch.dir, `blob-${++count}`);
  if (!blobs.has(key)) {
    await writeFile(file, data);
    blobs.set(key, await scratch.git(repository.root, 'hash-object', '-w', '--no-filters', file));
  }
  return blobs.get(key) ?? '';
}

/** A commit of the files, by hand: git's own commands refuse to write some of these trees. */
async function plant(files: Files): Promise<string> {
  const entries: string[] = [];
  for (const [name, content] of files) {
    const special = typeof content === 'object' && !(content instanceof Uint8Array) ? content : undefined;
    const oid = special?.oid ?? (await blob(special?.data ?? (content as Uint8Array | string)));
    const mode = (special?.mode ?? '100644').replace(/^0/, '');
    entries.push(`${mode} ${name}\0${Buffer.from(oid, 'hex').toString('latin1')}`);
  }
  const file = join(scratch.dir, `tree-${++count}`);
  await writeFile(file, Buffer.from(entries.sort().join(''), 'latin1'));
  const tree = await scratch.git(repository.root, 'hash-object', '-w', '-t', 'tree', '--literally', file);
  return scratch.git(repository.root, 'commit-tree', '-m', 'planted', tree);
}

/** Reads a commit under the honest run's name. */
function readPlanted(oid: string): Promise<unknown> {
  return gitStore(repository, 'origin', 'refs/weighbridge').read({ ...honestRef(), oid });
}

function honestRef(): RunRef {
  const { modelKey: key, commit: sha } = json<Evidence>(honest, 'evidence.json');
  const numbers = {
    model: 'digits',
    modelKey: key.slice(0, 12),
    commit: sha.slice(0, 12),
    run: '17',
    attempt: 1,
  };
  return { ...numbers, name: `refs/weighbridge/runs/digits/${numbers.modelKey}/${numbers.commit}-17-1` };
}

/** The same gzip but for the byte that names the system it was made on. */
function otherSystem(gzip: Uint8Array): Uint8Array {
  return Uint8Array.from(gzip, (byte, index) => (index === 9 ? 255 - byte : byte));
}

const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
const bomb = gzipSync(Buffer.alloc(64 * 1_048_576), { level: 9 });

const attacks: readonly [string, (files: Files) => void, RegExp][] = [
  [
    'rows of another digest',
    (files) => files.set('rows.jsonl.gz', otherSystem(files.get('rows.jsonl.gz') as Uint8Array)),
    /rows.jsonl.gz is not the file that its evidence names/,
  ],
  [
    'rows of another size',
    (files) => files.set('rows.jsonl.gz', 'short'),
    /rows.jsonl.gz has 5 bytes and not the \d+ that its evidence says/,
  ],
  [
    'rows that hold something else',
    (files) => changeRows(files, gzipSync('{}\n')),
    /rows of `eval` are not those that its evidence names/,
  ],
  [
    'rows that are not gzip',
    (files) => changeRows(files, Buffer.from('{"id":"a"}')),
    /rows of `eval` are not gzip/,
  ],
  [
    'rows that are cut off',
    (files) => changeRows(files, gzipSync('{}\n'.repeat(100)).subarray(0, 20)),
    /rows of `eval` are not gzip/,
  ],
  [
    'rows that are a gzip bomb',
    (files) => changeRows(files, bomb),
    /rows of `eval` unpack to more than \d+ bytes/,
  ],
  [
    'rows that are missing',
    (files) => files.delete('rows.jsonl.gz'),
    /"rows.jsonl.gz" is missing, which its evidence names/,
  ],
  [
    'rows nobody named',
    (files) => files.set('rows.2.jsonl.gz', 'x'),
    /holds "rows.2.jsonl.gz", which its evidence does not name/,
  ],
  [
    'an extra file',
    (files) => files.set('weighbridge.yml', 'x'),
    /holds "weighbridge.yml", which is no part of a run/,
  ],
  [
    'a name that leads out',
    (files) => files.set('../../evil', 'x'),
    /holds "..\/..\/evil", which is no part of a run/,
  ],
  [
    'a name with a path in it',
    (files) => files.set('rows/rows.jsonl.gz', 'x'),
    /holds "rows\/rows.jsonl.gz", which is no part/,
  ],
  ['.git as a name', (files) => files.set('.git', 'x'), /holds ".git", which is no part of a run/],
  [
    'a name that would colour a terminal',
    (files) => files.set('\x1b[31m::error::', 'x'),
    /holds "\\u001b\[31m::error::", which/,
  ],
  [
    'a link',
    (files) => files.set('verdict.json', { mode: '120000', data: '/etc/passwd' }),
    /verdict.json is a symbolic link, not a plain file/,
  ],
  [
    'a submodule',
    (files) => files.set('verdict.json', { mode: '160000', oid: commit }),
    /verdict.json is a submodule, not a plain file/,
  ],
  [
    'a folder',
    (files) => files.set('verdict.json', { mode: '040000', oid: '4b825dc642cb6eb9a060e54bf8d69288fbee4904' }),
    /verdict.json is a folder, not a plain file/,
  ],
  [
    'an executable',
    (files) => files.set('verdict.json', { mode: '100755', data: '{}' }),
    /verdict.json is a program, not a plain file/,
  ],
  [
    'evidence that is huge',
    (files) => files.set('evidence.json', Buffer.alloc(5_000_001, ' ')),
    /evidence.json has 5000001 bytes, more than 5000000/,
  ],
  [
    'rows that are huge',
    (files) => files.set('rows.jsonl.gz', Buffer.alloc(40_000_001)),
    /rows.jsonl.gz has 40000001 bytes, more than 40000000/,
  ],
  [
    'too many files',
    (files) => {
      for (let index = 2; index < 200; index += 1) files.set(`rows.${index}.jsonl.gz`, 'x');
    },
    /it has \d+ files, more than 100/,
  ],
  ['no evidence', (files) => files.delete('evidence.json'), /evidence.json is missing/],
  ['no manifest', (files) => files.delete('manifest.json'), /manifest.json is missing/],
  ['evidence that is not JSON', (files) => files.set('evidence.json', '{'), /evidence.json is not JSON/],
  [
    'evidence that is not text',
    (files) => files.set('evidence.json', Buffer.from([0xff, 0xfe])),
    /evidence.json is not JSON/,
  ],
  [
    'evidence that is nested without end',
    (files) => files.set('evidence.json', deep),
    /evidence.json is not (JSON|of the published form)/,
  ],
  [
    'evidence of another form',
    (files) => changeEvidence(files, (evidence) => ({ ...evidence, schema: 'weighbridge/evidence@9' })),
    /evidence.json is not of the published form at schema/,
  ],
  [
    'evidence whose file names lead out',
    (files) =>
      changeEvidence(files, (evidence) => ({
        ...evidence,
        suites: evidence.suites.map((suite) => ({
          ...suite,
          files: [{ ...suite.files[0], path: '../../x' }],
        })),
      })),
    /evidence.json is not of the published form at suites.0.files.0.path/,
  ],
  [
    'evidence that names a file twice',
    (files) =>
      changeEvidence(files, (evidence) => ({
        ...evidence,
        suites: [...evidence.suites, ...evidence.suites],
      })),
    /evidence names a (file|suite) twice/,
  ],
  [
    'a verdict that is none',
    (files) => files.set('verdict.json', '{"outcome":"pass"}'),
    /verdict.json is not of the published form/,
  ],
  [
    'a manifest of another digest',
    (files) =>
      files.set('manifest.json', documentBytes({ ...json<Manifest>(files, 'manifest.json'), seed: 1 })),
    /manifest.json is not the one that its evidence names/,
  ],
  [
    'a manifest of another model',
    (files) => changeManifest(files, (manifest) => ({ ...manifest, model: 'other' })),
    /its manifest is of another model/,
  ],
  [
    'a manifest of another commit',
    (files) => changeManifest(files, (manifest) => ({ ...manifest, commit })),
    /its manifest is of another commit/,
  ],
  [
    'a model key that its parts do not have',
    (files) =>
      changeManifest(files, (manifest) => ({
        ...manifest,
        modelKeyParts: { ...manifest.modelKeyParts, setup: 'other' },
      })),
    /its model key is not the key of the files and parameters/,
  ],
  [
    'a harness key that its parts do not have',
    (files) =>
      changeManifest(files, ({ harnesses, ...manifest }) => ({
        ...manifest,
        harnesses: { eval: { ...harnesses['eval'], parts: { ...harnesses['eval']?.parts, repeats: 2 } } },
      })),
    /the harness key of the suite `eval` is not the key/,
  ],
  [
    'a suite that its manifest does not know',
    (files) => changeManifest(files, (manifest) => ({ ...manifest, harnesses: {} })),
    /its manifest says nothing of the suite `eval`/,
  ],
  [
    'the run of another attempt',
    (files) => changeEvidence(files, (evidence) => ({ ...evidence, run: { ...evidence.run, attempt: 2 } })),
    /its evidence is that of digits\/.*-17-2/,
  ],
  [
    'the run of a fork',
    (files) => changeEvidence(files, (evidence) => ({ ...evidence, trust: 'fork' })),
    /its trust is `fork`/,
  ],
  [
    'the run of a pull request that calls itself main',
    (files) => changeEvidence(files, (evidence) => ({ ...evidence, kind: 'pr' })),
    /only runs of main are stored/,
  ],
];

describe('a stored run is refused, in one sentence that says what to do, when it is', () => {
  it.each(attacks)('%s', async (_, tamper, sentence) => {
    const files: Files = new Map(honest);
    tamper(files);
    const error = await readPlanted(await plant(files)).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DamagedRun);
    const { message, code } = error as DamagedRun;
    expect(message).toMatch(
      /^the stored run refs\/weighbridge\/runs\/digits\/\S+-17-1 is damaged: .*; delete it with `git push origin :refs\/weighbridge\/\S+`, or it is left out$/,
    );
    expect(message).toMatch(sentence);
    expect(message).not.toContain('\x1b');
    expect(code).toBe('rows');
  });

  it('of a model that another key names', async () => {
    const files: Files = new Map(honest);
    const parts = { files: [], data: {}, params: [], prompts: [], setup: 'forged' };
    changeManifest(files, (manifest) => ({ ...manifest, modelKeyParts: parts, modelKey: modelKey(parts) }));
    changeEvidence(files, (evidence) => ({ ...evidence, modelKey: modelKey(parts) }));
    await expect(readPlanted(await plant(files))).rejects.toThrow(/its evidence is that of digits/);
  });

  it('no commit, or a commit with parents', async () => {
    const file = await scratch.git(repository.root, 'rev-parse', 'HEAD:a.txt');
    await expect(readPlanted(file)).rejects.toThrow('it is no commit');
    await scratch.git(
      repository.root,
      'tag',
      '--annotate',
      '-m',
      'x',
      'tagged',
      await plant(new Map(honest)),
    );
    await expect(readPlanted(await scratch.git(repository.root, 'rev-parse', 'tagged'))).rejects.toThrow(
      'it is no commit',
    );
    const child = await scratch.git(
      repository.root,
      'commit-tree',
      '-m',
      'x',
      '-p',
      'HEAD',
      `${await plant(new Map(honest))}^{tree}`,
    );
    await expect(readPlanted(child)).rejects.toThrow('its commit has parents, and a run has none');
  });

  it('and is read where nothing is wrong with it, also when somebody else pushed it', async () => {
    const oid = await plant(new Map(honest));
    await expect(readPlanted(oid)).resolves.toMatchObject({ evidence: { trust: 'main' } });
    const store = gitStore(repository, 'origin', 'refs/weighbridge');
    await scratch.git(repository.root, 'push', '--quiet', 'origin', `${oid}:${honestRef().name}`);
    expect(await store.list('digits')).toEqual([{ ...honestRef(), oid }]);
    await expect(store.read(honestRef())).resolves.toMatchObject({ ref: { oid } });
  });

  it('and names that are no run of ours are not even listed', async () => {
    const oid = await plant(new Map(honest));
    for (const name of [
      'x',
      'digits/x',
      'digits/zzz/1-1-1',
      'digits/0123456789ab/0123456789ab-1-0',
      'digits/0123456789ab/0123456789ab-1-1-1',
      'digits/0123456789ab/0123456789ab-1-1/x',
    ]) {
      await scratch
        .git(repository.root, 'push', '--quiet', 'origin', `${oid}:refs/odd/runs/${name}`)
        .catch(() => undefined);
    }
    expect(await gitStore(repository, 'origin', 'refs/odd').list('digits')).toEqual([]);
  });

  it('also in a folder', async () => {
    const dir = join(scratch.dir, 'hostile-folder');
    const store = folderStore(dir);
    const { ref } = await store.write(await makeRun(join(scratch.dir, 'hostile-rows')));
    await symlink('/etc/passwd', join(ref.name, 'verdict.json'));
    await expect(store.read(ref)).rejects.toThrow(
      /is damaged: verdict.json is a symbolic link.*delete it with `rm -r ".*"`/,
    );
    await rm(join(ref.name, 'verdict.json'));
    await writeFile(join(ref.name, 'rows.jsonl.gz'), 'x');
    await expect(store.read(ref)).rejects.toBeInstanceOf(DamagedRun);
    await writeFile(join(dirname(ref.name), 'no-run'), 'x');
    expect(await store.list('digits')).toEqual([ref]);
  });
});
