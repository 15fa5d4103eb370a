import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeNew } from './write-new.ts';

function folder(): string {
  const root = mkdtempSync(join(tmpdir(), 'weighbridge-write-new-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

const files = [
  { path: 'one.yml', text: 'one\n' },
  { path: 'deep/er/two.yml', text: 'two\n' },
];

test('new files appear whole, with their folders and nothing beside them', async () => {
  const root = folder();
  await writeNew(root, files);
  expect(readFileSync(join(root, 'one.yml'), 'utf8')).toBe('one\n');
  expect(readFileSync(join(root, 'deep/er/two.yml'), 'utf8')).toBe('two\n');
  expect(readdirSync(root).sort()).toEqual(['deep', 'one.yml']);
  expect(readdirSync(join(root, 'deep/er'))).toEqual(['two.yml']);
});

test('a name that was taken meanwhile stays as it is, and the files before it are gone again', async () => {
  const root = folder();
  mkdirSync(join(root, 'deep/er'), { recursive: true });
  writeFileSync(join(root, 'deep/er/two.yml'), 'mine\n');
  await expect(writeNew(root, files)).rejects.toThrow('it exists by now; nothing was written');
  expect(readFileSync(join(root, 'deep/er/two.yml'), 'utf8')).toBe('mine\n');
  expect(readdirSync(root)).toEqual(['deep']);
  expect(readdirSync(join(root, 'deep/er'))).toEqual(['two.yml']);
});

test('folders that were made for nothing are taken away', async () => {
  const root = folder();
  writeFileSync(join(root, 'taken'), '');
  await expect(writeNew(root, [...files, { path: 'taken/x.yml', text: '' }])).rejects.toThrow();
  expect(existsSync(join(root, 'deep'))).toBe(false);
  expect(readdirSync(root)).toEqual(['taken']);
});
