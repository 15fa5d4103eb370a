import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8');
const messages = [...page.matchAll(/^### (.+)$/gm)].map(([, message = '']) => message);
const sources = globSync('packages/*/src/**/*.ts', { cwd: root })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(root, path), 'utf8').replaceAll("\\'", "'"))
  .join('\n');

test('docs/troubleshooting.md has messages', () => {
  expect(messages.length).toBeGreaterThan(20);
});

test.each(messages)('%s is what the sources say', (message) => {
  const absent = message.split('…').filter((words) => !sources.includes(words.trim()));
  expect(absent).toEqual([]);
});
