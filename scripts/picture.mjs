// Makes docs/images/comment.png, the README's picture: plays the demo, and takes the comment on the pull request that is held
// from its page in Chromium.
// Usage: node scripts/picture.mjs [--pages FOLDER]     (after `npm run build`; FOLDER: also the whole pages, wide and on a phone)
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalGitHub } from '@weighbridge/local-github';
import { openTab } from '../packages/local-github/build/testing/browser.js';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { pages: { type: 'string' } } });
const target = join(root, 'docs/images/comment.png');
/** A README is loaded on phones, too. */
const maxBytes = 200_000;

const demo = [join(root, 'packages/cli/dist/index.js'), 'demo', '--keep', '--json'];
const { acts, kept } = JSON.parse(
  execFileSync(process.execPath, demo, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }),
);
const { comment } = acts.find(({ outcome }) => outcome === 'regressed');
const { origin, pathname, hash, port } = new URL(comment.url);
const github = await startLocalGitHub({ stateDir: join(kept, 'github'), port: Number(port) });
const tab = await openTab();
try {
  mkdirSync(join(root, 'docs/images'), { recursive: true });
  await tab.open(`${origin}${pathname}`, 1044, 900);
  await tab.picture(target, { selector: hash, scale: 2 });
  if (statSync(target).size > maxBytes) await tab.picture(target, { selector: hash, scale: 1 });
  console.log(`${target}: ${statSync(target).size} bytes`);
  if (values.pages !== undefined) await takePages(values.pages);
} finally {
  await tab.close();
  await github.close();
  rmSync(kept, { recursive: true, force: true });
}

async function takePages(folder) {
  mkdirSync(folder, { recursive: true });
  const paths = {
    pull: pathname,
    home: '/',
    repository: '/acme/digits',
    merged: '/acme/digits/pull/1',
    docs: '/acme/digits/pull/3',
  };
  for (const [name, path] of Object.entries(paths)) {
    for (const [size, width] of [
      ['wide', 1200],
      ['phone', 390],
    ]) {
      await tab.open(`${origin}${path}`, width, 900);
      await tab.picture(join(folder, `${name}-${size}.png`));
    }
  }
}
