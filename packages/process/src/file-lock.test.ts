import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withFileLock } from './file-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lock = (): string => join(folder, 'lock');

test('the work is done alone, and the lock is gone afterwards, also where the work failed', async () => {
  const outer = await withFileLock(lock(), async () => {
    writeFileSync(join(folder, 'copy'), readFileSync(lock()));
    return 7;
  });
  expect(outer).toEqual({ kind: 'done', value: 7 });
  await expect(withFileLock(lock(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(readdirSync(folder)).toEqual(['copy']);
});

test('who holds the lock is told, and keeps it', async () => {
  writeFileSync(lock(), `${process.ppid} ${hostname()}`);
  const held = await withFileLock(lock(), async () => 7);
  expect(held).toEqual({ kind: 'held', holder: `${process.ppid} on ${hostname()}` });
  expect(readFileSync(lock(), 'utf8')).toBe(`${process.ppid} ${hostname()}`);
});

test.each([
  ['of a process that is gone', `4194303 ${hostname()}`, 0],
  ['of a machine that has been silent', '17 elsewhere', 120],
  ['without a name, of long ago', '', 120],
])('a lock %s is taken over', async (_, holder, silentSeconds) => {
  writeFileSync(lock(), holder);
  const then = Date.now() / 1_000 - silentSeconds;
  utimesSync(lock(), then, then);
  expect(await withFileLock(lock(), async () => 7)).toEqual({ kind: 'done', value: 7 });
});
