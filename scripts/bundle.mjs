// Bundles the command line, packages/cli/build → packages/cli/dist: what users run without an install.
// Usage: node scripts/bundle.mjs [--out FOLDER]     (after `tsc -b`, as ncc does not read TypeScript 7)
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { licensesOf } from './licenses.mjs';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { out: { type: 'string', default: 'packages/cli/dist' } } });
const out = resolve(root, values.out);
const entry = join(root, 'packages/cli/build/index.js');
if (!existsSync(entry)) throw new Error(`${entry} is missing: run tsc -b first`);

rmSync(out, { recursive: true, force: true });
const modules = bundle();
writeFileSync(join(out, 'licenses.txt'), licensesOf(modules));
for (const name of readdirSync(out)) {
  // Same bytes on every machine: nothing may say where this one keeps its files.
  if (readFileSync(join(out, name), 'utf8').includes(root)) throw new Error(`${name} holds the path ${root}`);
}

/** Runs ncc, which makes a chunk of its own of every dynamic import, and returns the files that went in. */
function bundle() {
  const scratch = mkdtempSync(join(tmpdir(), 'weighbridge-bundle-'));
  try {
    const stats = join(scratch, 'stats.json');
    const ncc = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js');
    const options = ['--minify', '--no-cache', '--target', 'es2022', '--stats-out', stats, '--quiet'];
    execFileSync(process.execPath, [ncc, 'build', entry, '--out', out, ...options], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    return filesOf(JSON.parse(readFileSync(stats, 'utf8')).modules);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Modules that webpack joined into one are listed inside it. */
function filesOf(modules) {
  return modules
    .flatMap((module) => [module.nameForCondition, ...filesOf(module.modules ?? [])])
    .filter(Boolean);
}
