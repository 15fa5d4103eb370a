// Writes the files that are made from the sources: JSON Schemas and the reference of weighbridge.yml.
// Usage: node scripts/generate.mjs [--check]     (after `tsc -b`; --check only says which are stale)
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generatedFiles } from '../packages/contract/build/generated/generated-files.js';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const stale = Object.entries(generatedFiles()).filter(([path, text]) => read(path) !== text);
for (const [path, text] of values.check ? [] : stale) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
for (const [path] of stale)
  console.log(values.check ? `${path} is stale: run npm run generate and commit it` : path);
process.exitCode = values.check && stale.length > 0 ? 1 : 0;

function read(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}
