// Bundles the command line and the actions, actions/build → packages/cli/dist: what users run without an install.
// weighbridge.js and its chunks are the bundle; index.js beside it is the command line's first line.
// Usage: node scripts/bundle.mjs [--out FOLDER]     (after `tsc -b`, as ncc does not read TypeScript 7)
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { minifySync } from '@swc/core';
import ncc from '@vercel/ncc';
import { licensesOf } from './licenses.mjs';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { out: { type: 'string', default: 'packages/cli/dist' } } });
const out = resolve(root, values.out);
/** Mermaid's browser bundle, by which the demo's pages draw charts: not a module, but a file beside the chunks. */
const mermaid = createRequire(join(root, 'packages/local-github/')).resolve(
  '@mermaid-js/tiny/dist/mermaid.tiny.js',
);
const entry = join(root, 'actions/build/index.js');
if (!existsSync(entry)) throw new Error(`${entry} is missing: run tsc -b first`);

const commandLine = `#!/usr/bin/env node
import { commandLine } from './weighbridge.js';

process.exitCode = await commandLine(process.argv.slice(2));
`;

const scratch = mkdtempSync(join(tmpdir(), 'weighbridge-bundle-'));
try {
  const draft = join(scratch, 'dist');
  const modules = await bundleInto(draft);
  minify(draft);
  writeFileSync(join(draft, 'index.js'), commandLine, { mode: 0o755 });
  packMermaid(draft);
  writeFileSync(join(draft, 'licenses.txt'), licensesOf([...modules, mermaid]));
  refuseMachinePaths(draft);
  rmSync(out, { recursive: true, force: true });
  cpSync(draft, out, { recursive: true });
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/**
 * Runs ncc, which makes a chunk of its own of every dynamic import, and returns the files that went in. The artifact
 * client's own unpacking is left out: we unpack ourselves, and a package that it uses has no licence.
 */
async function bundleInto(folder) {
  const { code, assets, stats } = await ncc(entry, {
    cache: false,
    esm: true,
    externals: { 'unzip-stream': 'node:stream' },
    filename: 'weighbridge.js',
    quiet: true,
    target: 'es2022',
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'weighbridge.js'), code);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}\n');
  for (const [name, { source }] of Object.entries(assets)) writeFileSync(join(folder, name), source);
  return filesOf(
    stats.toJson({
      all: false,
      modules: true,
      nestedModules: true,
      modulesSpace: Infinity,
      nestedModulesSpace: Infinity,
    }).modules,
  );
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

/** The committed bytes stay where they unpack to the same: every version of Brotli packs differently. */
function packMermaid(folder) {
  const kept = join(root, 'packages/cli/dist/mermaid.js.br');
  execFileSync(process.execPath, [join(root, 'packages/local-github/pack-mermaid.mjs'), folder, kept]);
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
