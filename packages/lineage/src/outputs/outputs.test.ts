import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../testing/scratch-folder.ts';
import { digestOutputs } from './digest-outputs.ts';
import { outputsOf } from './output-digest.ts';
import { verifyOutputs } from './verify-outputs.ts';

const files = {
  'model/weights.bin': Buffer.alloc(3_000_000, 7),
  'model/sub/vocab.txt': 'a\n',
  'other.txt': 'o',
};

test('a digest is the same bytes on every machine', async () => {
  const outputs = await digestOutputs(await scratchFolder(files), { paths: ['model/'] });
  expect(outputs).toEqual({
    digest: 'sha256:1deece88b194a8c171ddf123eca4c784e5c9f3ec28f0ca0d0802878052776d66',
    bytes: 3_000_002,
    files: [
      {
        path: 'model/sub/vocab.txt',
        bytes: 2,
        sha256: '87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7',
        executable: false,
      },
      expect.objectContaining({ path: 'model/weights.bin', bytes: 3_000_000 }),
    ],
  });
  expect(outputsOf([...outputs.files].reverse())).toEqual(outputs);
});

test('times, empty folders, umask and the folder’s own place do not count', async () => {
  const [one, two] = [await scratchFolder(files), await scratchFolder()];
  await cp(one, two, { recursive: true });
  await utimes(join(two, 'other.txt'), 1, 1);
  await mkdir(join(two, 'model/empty'));
  await chmod(join(two, 'other.txt'), 0o600);
  expect(await digestOutputs(two)).toEqual(await digestOutputs(one));
  expect(await digestOutputs(two, { paths: ['model', './model/sub'] })).toEqual(
    await digestOutputs(one, { paths: ['model/'] }),
  );
});

describe('a change is named', () => {
  test.each<[string, (root: string) => Promise<unknown>, string]>([
    ['one byte', (root) => writeFile(join(root, 'other.txt'), 'p'), 'other.txt: has other content'],
    ['size', (root) => writeFile(join(root, 'other.txt'), 'pp'), 'other.txt: has 2 bytes, expected 1'],
    ['mode', (root) => chmod(join(root, 'other.txt'), 0o755), 'other.txt: is executable, expected not'],
    ['removed', (root) => rm(join(root, 'other.txt')), 'other.txt: is missing'],
    ['added', (root) => writeFile(join(root, 'new.txt'), ''), 'new.txt: is new'],
    [
      'a link in place of a file',
      async (root) => {
        await rm(join(root, 'other.txt'));
        await symlink('model/sub/vocab.txt', join(root, 'other.txt'));
      },
      'other.txt: is a link to model/sub/vocab.txt, expected a file',
    ],
  ])('%s', async (_name, change, words) => {
    const root = await scratchFolder(files);
    const before = await digestOutputs(root);
    expect(await verifyOutputs(root, before)).toMatchObject({ ok: true, differences: [] });
    await change(root);
    const check = await verifyOutputs(root, before);
    expect(check).toMatchObject({ ok: false, differences: [words], differing: 1 });
    expect(await verifyOutputs(root, { digest: before.digest })).toMatchObject({
      ok: false,
      differences: [`expected ${before.digest}, found ${check.digest}`],
    });
  });

  test('the first few are named, all are counted', async () => {
    const root = await scratchFolder({ x: '1' });
    const before = await digestOutputs(root);
    for (let at = 0; at < 9; at += 1) await writeFile(join(root, `n${at}`), '');
    expect(await verifyOutputs(root, before)).toMatchObject({ differing: 9, differences: { length: 5 } });
  });
});

describe('links', () => {
  test('to the folder itself are followed: the folder that was named is meant', async () => {
    const root = await scratchFolder(files);
    const link = join(await scratchFolder(), 'link');
    await symlink(root, link);
    expect(await digestOutputs(link)).toEqual(await digestOutputs(root));
  });

  test('inside count by their text', async () => {
    const root = await scratchFolder(files);
    await symlink('weights.bin', join(root, 'model/latest'));
    await symlink('not-there-yet', join(root, 'model/dangling'));
    await symlink('sub', join(root, 'model/folder'));
    const { files: list } = await digestOutputs(root, { paths: ['model'] });
    expect(list.filter((file) => 'link' in file)).toEqual([
      { path: 'model/dangling', link: 'not-there-yet' },
      { path: 'model/folder', link: 'sub' },
      { path: 'model/latest', link: 'weights.bin' },
    ]);
  });

  test.each<[string, readonly (readonly [string, string])[]]>([
    ['absolute', [['model/a', '/etc/passwd']]],
    ['upwards', [['model/a', '../../x']]],
    ['out of the named part', [['model/a', '../other.txt']]],
    [
      'through a link to a higher folder',
      [
        ['model/sub/up', '..'],
        ['model/a', 'sub/up/../../other.txt'],
      ],
    ],
    [
      'through a link that shortens the way',
      [
        ['model/here', '.'],
        ['model/sub/a', '../here/../other.txt'],
      ],
    ],
  ])('%s are refused', async (_name, links) => {
    const root = await scratchFolder(files);
    for (const [path, target] of links) await symlink(target, join(root, path));
    await expect(digestOutputs(root, { paths: ['model'] })).rejects.toThrow(
      'is a link that leads out of the outputs',
    );
  });
});

describe('what cannot be kept is refused', () => {
  test('nothing at all, and paths that leave', async () => {
    const root = await scratchFolder();
    await expect(digestOutputs(root)).rejects.toThrow(
      'there are no files: did the training write its outputs?',
    );
    await expect(digestOutputs(root, { paths: ['model'] })).rejects.toThrow(
      'model is not there or cannot be read',
    );
    await expect(digestOutputs(root, { paths: ['../x'] })).rejects.toThrow(
      'expected a path inside the folder',
    );
  });

  test('pipes, and names that are no UTF-8', async () => {
    const root = await scratchFolder();
    await promisify(execFile)('mkfifo', [join(root, 'pipe')]);
    await expect(digestOutputs(root)).rejects.toThrow('pipe is neither a file nor a folder');
    await rm(join(root, 'pipe'));
    await writeFile(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x61, 0xff])]), '');
    await expect(digestOutputs(root)).rejects.toThrow('./a?: the name is not UTF-8: rename the file');
  });
});

const name = fc.stringMatching(/^[a-z.-]{1,6}$/).filter((text) => !/^\.+$/.test(text));
const list = fc.uniqueArray(
  fc.record({
    path: fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
    bytes: fc.nat(),
    sha256: fc.constantFrom('a'.repeat(64), 'b'.repeat(64)),
    executable: fc.boolean(),
  }),
  { selector: (file) => file.path, maxLength: 8 },
);

test('equal lists, and only they, have equal digests', () => {
  fc.assert(
    fc.property(list, list, (before, after) => {
      const [one, two] = [outputsOf(before), outputsOf(after)];
      expect(one.digest === two.digest).toBe(JSON.stringify(one.files) === JSON.stringify(two.files));
    }),
  );
});
