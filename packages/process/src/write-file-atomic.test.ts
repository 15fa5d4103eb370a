import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomic } from './write-file-atomic.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weighbridge-atomic-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('writeFileAtomic', () => {
  it('writes text and bytes, and replaces what was there', async () => {
    const path = join(folder, 'verdict.json');
    await writeFileAtomic(path, 'one');
    await writeFileAtomic(path, new Uint8Array([0x74, 0x77, 0x6f]));
    expect(await readFile(path, 'utf8')).toBe('two');
    expect(await readdir(folder)).toEqual(['verdict.json']);
  });

  it('leaves nothing behind where it fails', async () => {
    await mkdir(join(folder, 'taken', 'inside'), { recursive: true });
    await expect(writeFileAtomic(join(folder, 'taken'), 'x')).rejects.toThrow(/EISDIR|ENOTEMPTY/);
    await expect(writeFileAtomic(join(folder, 'no', 'such'), 'x')).rejects.toThrow('ENOENT');
    expect(await readdir(folder)).toEqual(['taken']);
  });

  it('shows a reader one of the versions and never a mixture while many write', async () => {
    const path = join(folder, 'rows');
    const versions = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(200_000));
    await Promise.all(versions.map((version) => writeFileAtomic(path, version)));
    expect(versions).toContain(await readFile(path, 'utf8'));
  });
});
