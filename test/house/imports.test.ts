import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const packages = await readdir(join(root, 'packages'));

let house: string;

/** An empty copy of the house: the rules, each package's declaration and a face, and what is installed. */
beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'weighbridge-imports-'));
  await cp(join(root, '.dependency-cruiser.cjs'), join(house, '.dependency-cruiser.cjs'));
  for (const name of packages) {
    await plant(`packages/${name}/src/index.ts`, 'export const face = 1;\n');
    await plant(`packages/${name}/src/inner.ts`, 'export const inner = 1;\n');
    await cp(join(root, 'packages', name, 'package.json'), join(house, 'packages', name, 'package.json'));
    await mkdir(join(house, 'node_modules/@weighbridge'), { recursive: true });
    await symlink(join(house, 'packages', name), join(house, 'node_modules/@weighbridge', name));
  }
  for (const name of ['zod', 'yaml', 'vitest']) {
    await symlink(join(root, 'node_modules', name), join(house, 'node_modules', name));
  }
  await cp(join(root, 'package.json'), join(house, 'package.json'));
});
afterAll(() => rm(house, { recursive: true, force: true }));

async function plant(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(house, path)), { recursive: true });
  await writeFile(join(house, path), text);
}

/** The rules that fire when these files are added, as `rule: file`. */
async function violations(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (const [path, text] of Object.entries(files)) await plant(path, text);
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'packages', 'test'];
  await mkdir(join(house, 'test'), { recursive: true });
  const { stdout } = await promisify(execFile)(process.execPath, [cruiser, ...args], {
    cwd: house,
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const path of Object.keys(files)) await rm(join(house, path));
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  return [...new Set(summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`))].sort();
}

describe('the direction of imports', () => {
  it('lets imports go down, to faces, and tests to what is installed', async () => {
    const files = {
      'packages/verbs/src/x.ts': `import { face } from '@weighbridge/git';\nexport const x = face;\n`,
      'packages/contract/src/x.ts': `import { createHash } from 'node:crypto';\nimport { z } from 'zod';\nexport const x = [createHash, z];\n`,
      'packages/verdict/src/x.test.ts': `import { readFileSync } from 'node:fs';\nimport { it } from 'vitest';\nexport const x = [it, readFileSync];\n`,
      'packages/git/src/testing/index.ts': `export const remote = 1;\n`,
      'packages/store/src/x.test.ts': `export * from '../../git/src/testing/index.ts';\n`,
      'test/x.test.ts': `import { face } from '@weighbridge/cli';\nexport const x = face;\n`,
    };
    expect(await violations(files)).toEqual([]);
  });

  it('refuses every other import, one rule for each', async () => {
    const files = {
      'packages/git/src/up.ts': `import { face } from '@weighbridge/store';\nexport const x = face;\n`,
      'packages/contract/src/type-up.ts': `import type { face } from '@weighbridge/verdict';\nexport type X = typeof face;\n`,
      'packages/store/src/neighbour.ts': `export * from '@weighbridge/results';\n`,
      'packages/verbs/src/late-up.ts': `export const x = () => import('@weighbridge/cli');\n`,
      'packages/verbs/src/past-face.ts': `import { inner } from '../../git/src/inner.ts';\nexport const x = inner;\n`,
      'packages/store/src/undeclared-neighbour.ts': `import { face } from '@weighbridge/statistics';\nexport const x = face;\n`,
      'packages/git/src/undeclared.ts': `import { z } from 'zod';\nexport const x = z;\n`,
      'packages/git/src/development.ts': `import { it } from 'vitest';\nexport const x = it;\n`,
      'packages/git/src/nowhere.ts': `import { x } from './none.ts';\nexport const y = x;\n`,
      'packages/report/src/impure.ts': `import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n`,
      'packages/statistics/src/impure.ts': `import { randomBytes } from 'node:crypto';\nexport const x = randomBytes;\n`,
      'packages/contract/src/impure.ts': `import { join } from 'node:path';\nexport const x = join;\n`,
      'packages/verbs/src/spawning.ts': `import { spawn } from 'node:child_process';\nexport const x = spawn;\n`,
      'packages/contract/src/reading.ts': `import { readFile } from 'fs/promises';\nexport const x = readFile;\n`,
      'packages/git/src/testing/index.ts': `export const remote = 1;\n`,
      'packages/store/src/tested.ts': `export * from '../../git/src/testing/index.ts';\n`,
      'packages/git/src/tested.ts': `export * from './x.test.ts';\n`,
      'packages/git/src/x.test.ts': 'export const x = 1;\n',
      'packages/git/src/cycle-a.ts': `export * from './cycle-b.ts';\n`,
      'packages/git/src/cycle-b.ts': `export * from './cycle-a.ts';\n`,
      'packages/attic/src/index.ts': `export * from '@weighbridge/contract';\n`,
      'test/past-face.test.ts': `import { inner } from '../packages/git/src/inner.ts';\nexport const x = inner;\n`,
    };
    expect(await violations(files)).toEqual([
      'child-processes: packages/verbs/src/spawning.ts',
      'declared-dependencies: packages/git/src/development.ts',
      'declared-dependencies: packages/git/src/nowhere.ts',
      'declared-dependencies: packages/git/src/undeclared.ts',
      'declared-packages-contract: packages/contract/src/type-up.ts',
      'declared-packages-git: packages/git/src/up.ts',
      'declared-packages-store: packages/store/src/neighbour.ts',
      'declared-packages-store: packages/store/src/undeclared-neighbour.ts',
      'declared-packages-verbs: packages/verbs/src/late-up.ts',
      'face-only-from-outside: test/past-face.test.ts',
      'face-only: packages/verbs/src/past-face.ts',
      'files: packages/contract/src/reading.ts',
      'files: packages/report/src/impure.ts',
      'floor-1: packages/contract/src/type-up.ts',
      'floor-2: packages/git/src/up.ts',
      'floor-3: packages/store/src/neighbour.ts',
      'floor-5: packages/verbs/src/late-up.ts',
      'known-package: packages/attic/src/index.ts',
      'no-cycle: packages/git/src/cycle-a.ts',
      'no-tests-in-product: packages/git/src/tested.ts',
      'no-tests-in-product: packages/store/src/tested.ts',
      'pure-contract: packages/contract/src/impure.ts',
      'pure-contract: packages/contract/src/reading.ts',
      'pure: packages/report/src/impure.ts',
      'pure: packages/statistics/src/impure.ts',
      'resolvable: packages/git/src/nowhere.ts',
    ]);
  });
});

describe('the declaration of a package', () => {
  it.each(packages)('%s names the same packages to npm and to TypeScript', async (name) => {
    const declaration = JSON.parse(await readFile(join(root, 'packages', name, 'package.json'), 'utf8'));
    const project = JSON.parse(await readFile(join(root, 'packages', name, 'tsconfig.json'), 'utf8'));
    const names = Object.keys({ ...declaration.dependencies, ...declaration.devDependencies });
    const declared = names.filter((dependency) => dependency.startsWith('@weighbridge/'));
    const referenced = project.references.map((reference: { path: string }) =>
      reference.path.replace('../', '@weighbridge/'),
    );
    expect(referenced.sort()).toEqual(declared.sort());
  });
});
