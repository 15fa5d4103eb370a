import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { KeyFile } from '@weighbridge/contract';
import { afterEach, expect, test } from 'vitest';
import { blobId } from './blob-id.ts';
import { becauseOf, explainInputs } from './explain-inputs.ts';
import { inputsKey } from './image-inputs.ts';
import { type InputsRequest, readInputs } from './read-inputs.ts';
import type { BaseAnswer } from './resolve-bases.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const digest = `sha256:${'a'.repeat(64)}`;
const baseFiles = {
  Dockerfile: 'FROM python:3.12\nCOPY . .\n',
  'requirements.lock': 'torch==2\n',
  'src/train.py': 'print(1)\n',
  'src/run.sh': '#!/bin/sh\n',
};

function folderOf(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'image-inputs-'));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const requestOf = (root: string, more: Partial<InputsRequest> = {}): InputsRequest => ({
  root,
  context: '.',
  dockerfile: 'Dockerfile',
  locks: ['requirements.lock'],
  buildArgs: {},
  platforms: ['linux/amd64'],
  tracked: [],
  resolveBase: async () => ({ kind: 'digest', digest }),
  ...more,
});

async function read(root: string, more: Partial<InputsRequest> = {}) {
  const found = await readInputs(requestOf(root, more));
  if (found.kind !== 'inputs') throw new Error(found.reason);
  return found;
}
const tracked = (path: string, text: string, executable = false): KeyFile => ({
  path,
  oid: blobId(text),
  executable,
});

test('two folders with the same files have one key, whatever their times, order, umask and place', async () => {
  const one = folderOf(baseFiles);
  const other = folderOf(Object.fromEntries(Object.entries(baseFiles).reverse()));
  utimesSync(join(other, 'src/train.py'), 1, 1);
  chmodSync(join(other, 'src/train.py'), 0o600);
  expect((await read(one)).key).toBe((await read(other)).key);
  expect((await read(one)).key).toMatch(/^[0-9a-f]{64}$/);
});

test('the ids that git hands in stand for those that are computed', async () => {
  const root = folderOf(baseFiles);
  const known = Object.entries(baseFiles).map(([path, text]) => tracked(path, text));
  const found = await read(root, { tracked: known });
  expect(found.key).toBe((await read(root)).key);
  expect(found.unknownToGit).toEqual([]);
  writeFileSync(join(root, 'src/cache.pyc'), 'x');
  expect((await read(root, { tracked: known })).unknownToGit).toEqual(['src/cache.pyc']);
});

test('the executable bit and the target of a link count', async () => {
  const root = folderOf(baseFiles);
  const before = await read(root);
  chmodSync(join(root, 'src/run.sh'), 0o755);
  const executable = await read(root);
  expect(explainInputs(before.inputs, executable.inputs)).toEqual(['src/run.sh']);
  symlinkSync('train.py', join(root, 'src/link'));
  const linked = await read(root);
  rmSync(join(root, 'src/link'));
  symlinkSync('run.sh', join(root, 'src/link'));
  expect((await read(root)).key).not.toBe(linked.key);
  rmSync(join(root, 'src/link'));
  writeFileSync(join(root, 'src/link'), 'train.py');
  const file = await read(root);
  expect(file.key).not.toBe(linked.key);
  expect(explainInputs(linked.inputs, file.inputs)).toEqual(['src/link']);
});

test('.git, .weighbridge, empty folders and what .dockerignore names do not count', async () => {
  const root = folderOf({ ...baseFiles, '.dockerignore': 'data\n' });
  const before = await read(root);
  for (const path of ['.git/HEAD', '.weighbridge/plan.json', 'data/a.csv', 'src/.git']) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), 'x');
  }
  mkdirSync(join(root, 'empty'));
  expect((await read(root)).key).toBe(before.key);
  expect((await read(root)).historyInContext).toBe(true);
  writeFileSync(join(root, '.dockerignore'), '.git\n');
  expect((await read(root)).historyInContext).toBe(false);
});

test('an ignore file of the Dockerfile itself goes before the one of the context', async () => {
  const root = folderOf({
    ...baseFiles,
    '.dockerignore': 'src\n',
    'Dockerfile.dockerignore': 'requirements.lock\n',
  });
  const paths = (await read(root)).inputs.files.map(({ path }) => path);
  expect(paths).toContain('src/train.py');
  expect(paths).not.toContain('requirements.lock');
});

test('where inputs are given only these count, and each has to be there', async () => {
  const root = folderOf(baseFiles);
  const only = { inputs: ['requirements.lock'] };
  const before = await read(root, only);
  writeFileSync(join(root, 'src/train.py'), 'print(2)\n');
  expect((await read(root, only)).key).toBe(before.key);
  await expect(read(root, { inputs: ['uv.lock'] })).rejects.toThrow(/image\.inputs: uv\.lock is no file/);
});

test('the context can be a folder, with the Dockerfile and the lockfile beside it', async () => {
  const root = folderOf({ 'docker/Dockerfile': 'FROM scratch\n', 'uv.lock': 'x', 'app/a': 'a', b: 'b' });
  const more = { context: './app/', dockerfile: 'docker/Dockerfile', locks: ['uv.lock'] };
  const found = await read(root, more);
  expect(found.inputs.files.map(({ path }) => path)).toEqual(['a']);
  expect(found.inputs.locks.map(({ path }) => path)).toEqual(['uv.lock']);
  await expect(read(root, { ...more, context: '../x' })).rejects.toThrow(/outside of the repository/);
});

test('every part says in words that it changed', async () => {
  const root = folderOf(baseFiles);
  const before = await read(root, { buildArgs: { CUDA: '11' } });
  writeFileSync(join(root, 'requirements.lock'), 'torch==3\n');
  writeFileSync(join(root, 'Dockerfile'), 'FROM python:3.12 AS train\nCOPY . .\n');
  const after = await read(root, {
    buildArgs: { CUDA: '12' },
    target: 'train',
    resolveBase: async () => ({ kind: 'digest', digest: digest.replaceAll('a', 'b') }),
  });
  const reasons = explainInputs(before.inputs, after.inputs);
  expect(reasons).toEqual([
    'requirements.lock',
    'the Dockerfile',
    'the base digest of python:3.12',
    'build argument CUDA (11 → 12)',
    'the target (none → train)',
  ]);
  expect(becauseOf(reasons.slice(0, 3))).toBe(
    'requirements.lock, the Dockerfile and the base digest of python:3.12 changed',
  );
  expect(explainInputs(after.inputs, after.inputs)).toEqual([]);
});

test('a base that is pinned by digest is asked of nobody; one that cannot be read is an answer', async () => {
  const root = folderOf({ Dockerfile: `FROM a@${digest}\nCOPY --from=private/b:1 / /\n` });
  const asked: string[] = [];
  const answer = (given: BaseAnswer) => async (ref: string) => {
    asked.push(ref);
    return given;
  };
  const found = await readInputs(requestOf(root, { resolveBase: answer({ kind: 'denied', reason: '401' }) }));
  expect(asked).toEqual(['private/b:1']);
  expect(found).toEqual({
    kind: 'base-denied',
    ref: 'private/b:1',
    where: { file: 'Dockerfile', line: 2, column: 1 },
    reason: 'the base image private/b:1 may not be read: 401',
  });
});

test('a git LFS pointer is told from its content, though git gives both one id', async () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:x\nsize 1\n';
  const root = folderOf({ ...baseFiles, '.gitattributes': '*.bin filter=lfs\n', 'w.bin': pointer });
  const known = [tracked('.gitattributes', '*.bin filter=lfs\n'), tracked('w.bin', pointer)];
  const before = await read(root, { tracked: known });
  expect(before.lfsPointers).toEqual(['w.bin']);
  writeFileSync(join(root, 'w.bin'), 'the content');
  const after = await read(root, { tracked: known });
  expect(after.lfsPointers).toEqual([]);
  expect(after.key).not.toBe(before.key);
});

test('the key does not depend on the order in which parts are listed', async () => {
  const { inputs, key } = await read(folderOf(baseFiles), { platforms: ['linux/arm64', 'linux/amd64'] });
  const turned = {
    ...inputs,
    files: inputs.files.toReversed(),
    platforms: inputs.platforms.toReversed(),
    bases: inputs.bases.toReversed(),
  };
  expect(inputsKey(turned)).toBe(key);
});

test('the id of a large file is git’s own, read in pieces', async () => {
  const root = folderOf({ Dockerfile: 'FROM scratch\n' });
  const bytes = Buffer.alloc(9 * 1024 * 1024, 'weighbridge');
  writeFileSync(join(root, 'large'), bytes);
  const found = await read(root, { locks: [] });
  expect(found.inputs.files.find(({ path }) => path === 'large')?.oid).toBe(blobId(bytes));
});

test('while many files are read, what was asked of a registry goes on', async () => {
  const root = folderOf({ Dockerfile: 'FROM a\n' });
  const bytes = Buffer.alloc(3 * 1024 * 1024);
  for (let at = 0; at < 60; at++) writeFileSync(join(root, `f${at}`), bytes.fill(at));
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  await read(root, { locks: [] });
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(0);
});
