import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences that a bundle of these files has to carry: one section a package under node_modules, by name. Throws
 * where a package has no licence text, as then it must not be bundled.
 */
export function licensesOf(files) {
  const folders = new Set(files.flatMap((file) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
  const sections = [...folders].map(sectionOf).sort((a, b) => (a.title < b.title ? -1 : 1));
  return `${sections.map(({ title, text }) => `${title}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`)}`;
}

function sectionOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replace(/\r\n?/g, '\n').trim());
  if (texts.length === 0) throw new Error(`${name} ${version} has no licence text: it cannot be bundled`);
  return { title: `${name} ${version} (${license})`, text: texts.join('\n\n') };
}
