// Bundles the command line and the actions, actions/build → packages/cli/dist: what users run without an install.
// weighbridge.js and its chunks are the bundle; index.js beside it is the command line's first line.
// Usage: node scripts/bundle.mjs [--out FOLDER]     (after `tsc -b`, as ncc does not read TypeScript 7)
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { minifySync } from '@swc/core';
import { licensesOf } from './licenses.mjs';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { out: { type: 'string', default: 'packages/cli/dist' } } });
const out = resolve(root, values.out);
const entry = join(root, 'actions/build/index.js');
if (!existsSync(entry)) throw new Error(`${entry} is missing: run tsc -b first`);

const commandLine = `#!/usr/bin/env node
import { commandLine } from './weighbridge.js';

process.exitCode = await commandLine(process.argv.slice(2));
`;

const scratch = mkdtempSync(join(tmpdir(), 'weighbridge-bundle-'));
try {
  const draft = join(scratch, 'dist');
  const modules = bundleInto(draft);
  if (modules === undefined) {
    process.exitCode = 1; // ncc has said why, and what was there stays
  } else {
    renameSync(join(draft, 'index.js'), join(draft, 'weighbridge.js'));
    minify(draft);
    writeFileSync(join(draft, 'index.js'), commandLine, { mode: 0o755 });
    writeFileSync(join(draft, 'licenses.txt'), licensesOf(modules));
    refuseMachinePaths(draft);
    rmSync(out, { recursive: true, force: true });
    cpSync(draft, out, { recursive: true });
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Runs ncc, which makes a chunk of its own of every dynamic import, and returns the files that went in. */
function bundleInto(folder) {
  const stats = join(scratch, 'stats.json');
  const ncc = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js');
  const options = ['--no-cache', '--target', 'es2022', '--stats-out', stats, '--quiet'];
  const { status } = spawnSync(process.execPath, [ncc, 'build', entry, '--out', folder, ...options], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status === 0 ? filesOf(JSON.parse(readFileSync(stats, 'utf8')).modules) : undefined;
}

/** Minifies every chunk; ncc's own --minify leaves all but the first as they are. Licences stand in licenses.txt. */
function minify(folder) {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
    const path = join(folder, name);
    const { code } = minifySync(readFileSync(path, 'utf8'), {
      module: true,
      compress: { ecma: 2022 },
      mangle: true,
      format: { comments: false },
    });
    writeFileSync(path, code);
  }
}

/** Modules that webpack joined into one are listed inside it. */
function filesOf(modules) {
  return modules
    .flatMap((module) => [module.nameForCondition, ...filesOf(module.modules ?? [])])
    .filter(Boolean);
}

/** The same bytes on every machine: nothing may say where this one keeps its files. */
function refuseMachinePaths(folder) {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    if (text.includes(root)) throw new Error(`${name} of the bundle holds the path ${root}`);
  }
}
