// `npm run check`: everything that can be said about the sources without running the tests. All parts run, also after
// one has failed; the exit code is 1 if any did. A part whose tools are lacking is skipped and says so; in CI it fails.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { auditWorkflows } from './workflow-audits.mjs';

const root = resolve(import.meta.dirname, '..');
const bin = (name) => join(root, 'node_modules/.bin', name);
const scratch = mkdtempSync(join(tmpdir(), 'weighbridge-check-'));

const parts = [
  ['types', () => run(bin('tsc'), ['-b'])],
  ['lint and format', () => run(bin('biome'), ['ci', '--error-on-warnings', '--colors=off', '.'])],
  ['imports', directionOfImports],
  ['generated files', () => run(process.execPath, ['scripts/generate.mjs', '--check'])],
  ['bundle', bundleInStep],
  ['workflows', () => auditWorkflows(root, process.env, run)],
];

let failed = 0;
let skippedParts = 0;
try {
  for (const [name, part] of parts) {
    const startedAt = performance.now();
    const { ok, output, skipped } = await part();
    if (!ok) failed += 1;
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    const answer = skipped === undefined ? (ok ? 'ok  ' : 'FAIL') : 'skip';
    console.log(`${answer} ${name.padEnd(16)}${seconds.padStart(6)} s`);
    if (skipped !== undefined) {
      skippedParts += 1;
      console.log(`     ${skipped}`);
    }
    if (!ok) console.log(output.trimEnd().replace(/^/gm, '     '));
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
const said = failed === 0 ? 'all in order' : `${failed} of ${parts.length} parts failed`;
console.log(skippedParts === 0 ? said : `${said}, ${skippedParts} skipped`);
process.exitCode = failed === 0 ? 0 : 1;

async function run(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const code = new Promise((done) => child.once('error', () => done(-1)).once('close', done));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { ok: (await code) === 0, output: stdout + stderr };
}

async function directionOfImports() {
  const { ok, output } = await run(bin('depcruise'), [
    '--config',
    '.dependency-cruiser.cjs',
    'packages',
    'test',
  ]);
  // It misses a TypeScript that it could use, and means well; swc parses instead.
  return { ok, output: output.replace(/^\s*‼ missing-tsc-transpiler[\s\S]*/m, '') };
}

/** Builds the bundle again and compares it with the committed one, byte by byte. */
async function bundleInStep() {
  const built = await run(process.execPath, ['scripts/bundle.mjs', '--out', scratch]);
  if (!built.ok) return built;
  const committed = join(root, 'packages/cli/dist');
  const names = new Set([...filesOf(scratch), ...filesOf(committed)]);
  const stale = [...names].filter((name) => read(scratch, name) !== read(committed, name)).sort();
  const output = `packages/cli/dist is not what the sources make (${stale.join(', ')}): run npm run build and commit it`;
  return { ok: stale.length === 0, output };
}

function filesOf(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(folder, name) {
  try {
    return readFileSync(join(folder, name), 'latin1');
  } catch {
    return undefined;
  }
}
