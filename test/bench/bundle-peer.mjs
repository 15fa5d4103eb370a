import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ncc from '@vercel/ncc';

/** Bundles an action of peers/ as most actions are: by ncc, as it does unless told otherwise. Gives the file to run. */
export async function bundlePeer(name, folder) {
  const entry = join(import.meta.dirname, 'peers', `${name}.mjs`);
  const { code, assets } = await ncc(entry, { cache: false, esm: true, quiet: true });
  const out = join(folder, name);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'package.json'), '{"type":"module"}\n');
  writeFileSync(join(out, 'index.js'), code);
  for (const [asset, { source }] of Object.entries(assets)) writeFileSync(join(out, asset), source);
  return join(out, 'index.js');
}
