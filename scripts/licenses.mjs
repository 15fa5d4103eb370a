import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences that a bundle of these files has to carry: one section a package under node_modules, by name. A few packages
 * name a permissive licence and ship no text of it; then author and licence stand for it. Throws where there is neither, as
 * then it must not be bundled.
 */
export function licensesOf(files) {
  const folders = new Set(files.flatMap((file) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
  const sections = [...folders].map(sectionOf).sort((a, b) => (a.title < b.title ? -1 : 1));
  // Packages of one author, and all that ship Apache's own text, share a text: it stands once, under all their names.
  const groups = new Map();
  for (const { title, text } of sections) {
    const words = text.replace(/\s+/g, ' ');
    const group = groups.get(words) ?? { text, names: [] };
    group.names.push(title);
    groups.set(words, group);
  }
  const shared = [...groups.values()].map(({ text, names }) => `${names.join('\n')}\n\n${text}\n`);
  return shared.join(`\n${'-'.repeat(80)}\n\n`);
}

const permissive = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']);

function sectionOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replace(/\r\n?/g, '\n').trim());
  if (texts.length === 0 && !permissive.has(license))
    throw new Error(`${name} ${version} has no licence text: it cannot be bundled`);
  if (texts.length === 0)
    texts.push(
      `Copyright (c) ${author?.name ?? author ?? name}. Licensed under ${license}, of which the package ships no text.`,
    );
  return { title: `${name} ${version} (${license})`, text: texts.join('\n\n') };
}
