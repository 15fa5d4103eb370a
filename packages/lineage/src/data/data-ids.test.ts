import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sha256Hex } from '@weighbridge/contract';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../testing/scratch-folder.ts';
import { failureOf, filesFrom, sourceOf } from '../testing/source.ts';
import { commandDataId } from './command-id.ts';
import { hashedDataId, listedDataId } from './content.ts';
import { huggingFaceDataId } from './hugging-face.ts';
import { lakefsDataId, readLakefsRef } from './lakefs.ts';
import { lfsDataId, parseLfsPointer } from './lfs-pointer.ts';
import { type DataSpec, readDataId } from './read-data-id.ts';
import { s3DataId } from './s3.ts';

const sha40 = '0123456789abcdef0123456789abcdef01234567';
const sha64 = sha256Hex('x');
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha64}\nsize 12345\n`;

describe('Git LFS pointers', () => {
  test('name the content by SHA-256, as the content itself does', async () => {
    const view = { files: [], readFile: filesFrom({ 'w.bin': pointer, 'x.bin': 'x' }) };
    expect(await readDataId({ lfs: 'w.bin' }, view)).toMatchObject({
      id: `lfs:sha256:${sha64}`,
      size: 12345,
    });
    expect(await readDataId({ lfs: 'x.bin' }, view)).toMatchObject({ id: `lfs:sha256:${sha64}`, size: 1 });
    const root = await scratchFolder({ 'big.bin': 'y'.repeat(5_000) });
    expect(await readDataId({ lfs: 'big.bin' }, { ...view, root })).toMatchObject({
      id: `lfs:sha256:${sha256Hex('y'.repeat(5_000))}`,
      size: 5_000,
    });
    expect(await readDataId({ lfs: 'none' }, view)).toMatchObject({
      known: false,
      reason: 'there is no none',
    });
  });

  test.each<[string, string]>([
    ['CRLF', pointer.replaceAll('\n', '\r\n')],
    ['extensions', pointer.replace('oid', `ext-0-foo sha256:${sha64}\noid`)],
    [
      'the old address',
      pointer.replace('git-lfs.github.com/spec/v1', 'hawser.github.com/spec/v1').replace('https', 'http'),
    ],
  ])('%s are read', (_name, text) => {
    expect(parseLfsPointer(sourceOf('w', text))).toEqual({ oid: sha64, size: 12345 });
  });

  test.each<[string, string, string]>([
    [
      'no oid',
      pointer.replace(/oid.*\n/, ''),
      'w:3:1: expected `oid sha256:<64 hex digits>` in a Git LFS pointer',
    ],
    [
      'a short oid',
      pointer.replace(/sha256:.*/, 'sha256:abc'),
      'w:2:1: expected `oid sha256:<64 hex digits>` in a Git LFS pointer',
    ],
    [
      'a negative size',
      pointer.replace('12345', '-1'),
      'w:3:1: expected `size <bytes>` in a Git LFS pointer',
    ],
    ['a conflict', `${pointer}<<<<<<<\n`, 'w:4:1: expected `key value` in a Git LFS pointer'],
  ])('%s is said with its place', (_name, text, message) => {
    expect(failureOf(() => parseLfsPointer(sourceOf('w', text)))).toBe(message);
  });

  test('other files are none', () => {
    expect(parseLfsPointer(sourceOf('w', 'version 1\n'))).toBeUndefined();
    expect(parseLfsPointer(sourceOf('w', pointer + ' '.repeat(2_000)))).toBeUndefined();
    expect(lfsDataId({ oid: sha64, size: 1 }, 'x')).toMatchObject({ kind: 'lfs', files: 1 });
  });
});

describe('lakeFS', () => {
  test.each<[string, string, object]>([
    [
      'a commit',
      `src: lakefs://repo/main/data/\nat_head: ${sha64}\n`,
      { id: `lakefs://repo/${sha64}/data/` },
    ],
    ['no commit', 'src: lakefs://repo/main/\n', { known: false }],
    [
      'an unfinished operation',
      `src: lakefs://repo/main/\nat_head: ${sha64}\nactive_operation: checkout\n`,
      { known: false },
    ],
  ])('.lakefs_ref.yaml with %s', (_name, text, expected) => {
    expect(readLakefsRef(sourceOf('d/.lakefs_ref.yaml', text))).toMatchObject(expected);
  });

  test('a damaged ref file is said with its place', () => {
    expect(failureOf(() => readLakefsRef(sourceOf('r', 'at_head: x\nsrc: http://y\n')))).toBe(
      'r:2:6: `src`: expected lakefs://repository/reference/path, found "http://y"',
    );
  });

  test('an address is pinned by its commit alone', () => {
    expect(lakefsDataId(`lakefs://repo/${sha64}/a/b`)).toMatchObject({ id: `lakefs://repo/${sha64}/a/b` });
    expect(lakefsDataId('lakefs://repo/main/a')).toMatchObject({
      known: false,
      reason: expect.stringMatching(/^not pinned/),
    });
  });
});

describe('Hugging Face and S3', () => {
  test.each<[string, string]>([
    [`acme/digits@${sha40}`, `hf:datasets/acme/digits@${sha40}`],
    [`datasets/acme/digits@${sha40}`, `hf:datasets/acme/digits@${sha40}`],
    [`hf://models/acme/digits@${sha40}`, `hf:models/acme/digits@${sha40}`],
    [`squad@${sha40}`, `hf:datasets/squad@${sha40}`],
    ['acme/digits', 'unknown'],
    ['acme/digits@main', 'unknown'],
    [`acme/digits@${sha40.slice(1)}`, 'unknown'],
    [`acme/digits@${sha40.toUpperCase()}`, 'unknown'],
    ['../x@y', 'unknown'],
    ['a/b/c/d', 'unknown'],
  ])('%s', (text, id) => {
    const found = huggingFaceDataId(text);
    expect(found.id).toBe(id);
    if (!found.known) expect(found.reason).toMatch(/^(not pinned: |expected )/);
  });

  test.each<[string, string | undefined, string]>([
    ['s3://bucket/a/b.csv', 'v.1+/=', 's3://bucket/a/b.csv?versionId=v.1%2B%2F%3D'],
    ['s3://bucket/a/b.csv', undefined, 'unknown'],
    ['s3://bucket/a/b.csv', 'null', 'unknown'],
    ['s3://bucket/a/', 'v', 'unknown'],
    ['https://bucket/a', 'v', 'unknown'],
    ['s3://bucket/a', 'a b', 'unknown'],
  ])('%s at %s', (uri, version, id) => {
    expect(s3DataId(uri, version).id).toBe(id);
  });
});

test.each<[string | Uint8Array, string]>([
  ['snapshot-17\n', 'id:snapshot-17'],
  ['', 'found nothing'],
  ['a\nb\n', 'found several lines'],
  ['x'.repeat(501), 'found 501 characters'],
  ['x'.repeat(50_000), 'found 50,000 bytes'],
  ['a\u202eb', 'found characters that do not show'],
  [Uint8Array.from([0xff]), 'found bytes that are not UTF-8'],
])('what a command prints is an id or refused: %j', (printed, expected) => {
  const bytes = sourceOf('', printed).bytes;
  const failure = failureOf(() => expect(commandDataId(bytes, 'make id').id).toBe(expected));
  if (failure !== undefined)
    expect(failure).toBe(`\`id_from\` (make id): expected one line that names the data, ${expected}`);
});

describe('files and folders', () => {
  test('have the same id from git as from disk', async () => {
    const root = await scratchFolder({ 'd/b.csv': '2', 'd/sub/a.csv': '1', 'd.csv': 'x' });
    const git = async (...args: string[]) => (await promisify(execFile)('git', args, { cwd: root })).stdout;
    const oid = async (path: string) => (await git('hash-object', '--no-filters', path)).trim();
    const files = await Promise.all(
      ['d.csv', 'd/b.csv', 'd/sub/a.csv'].map(async (path) => ({
        path,
        oid: await oid(path),
        executable: false,
      })),
    );
    for (const path of ['d', 'd/', './d.csv', '']) {
      const fromGit = listedDataId(path, files);
      expect(fromGit?.known).toBe(true);
      expect((await hashedDataId(root, path)).id).toBe(fromGit?.id);
    }
    expect(listedDataId('d', files)).toMatchObject({ files: 2, how: "git's object ids of 2 files" });
    expect(listedDataId('e', files)).toBeUndefined();
    // A folder of the same name elsewhere has the same id; another name of a file in it, another.
    expect(
      listedDataId(
        'e',
        files.map((file) => ({ ...file, path: file.path.replace('d/', 'e/') })),
      )?.id,
    ).toBe(listedDataId('d', files)?.id);
  });

  test('are unknown where they are not there, empty, or a link', async () => {
    const root = await scratchFolder({ x: '1' });
    await mkdir(join(root, 'empty'));
    await symlink('x', join(root, 'link'));
    const view = { files: [], readFile: filesFrom({}), root };
    for (const [file, reason] of [
      ['none', 'none is not there or cannot be read'],
      ['empty', 'empty is an empty folder'],
      ['link', 'link is a symbolic link: name what it leads to, or an id by `id_from`'],
    ] as const) {
      expect(await readDataId({ file }, view)).toMatchObject({ known: false, reason });
    }
    expect(await readDataId({ file: 'x' }, { files: [], readFile: view.readFile })).toMatchObject({
      known: false,
    });
    expect(await readDataId({ file: 'x' }, view)).toMatchObject({ known: true, size: 1 });
  });
});

test.each<[DataSpec, object]>([
  [{ huggingface: `a/b@${sha40}` }, { kind: 'huggingface', known: true }],
  [
    { s3: 's3://bucket/k', version: 'v1' },
    { kind: 's3', known: true },
  ],
  [{ lakefs: 'data/' }, { kind: 'lakefs', known: true }],
  [{ lakefs: 'other' }, { kind: 'lakefs', known: false }],
  [{ lakefs: `lakefs://r/${sha64}/` }, { kind: 'lakefs', known: true }],
  [{ dvc: 'none' }, { kind: 'dvc', known: false }],
  [{ id_from: 'make id' }, { kind: 'command', known: false }],
])('%j is read by its own reader', async (spec, expected) => {
  const readFile = filesFrom({ 'data/.lakefs_ref.yaml': `src: lakefs://r/main/\nat_head: ${sha64}\n` });
  expect(await readDataId(spec, { files: [], readFile })).toMatchObject(expected);
});
