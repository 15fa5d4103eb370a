import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './machine.mjs';

const page = join(root, 'docs/benchmarks.md');

/** Puts a part's figures between its markers in docs/benchmarks.md. */
export function writeFigures(part, lines) {
  const [begin, end] = [`<!-- ${part}: figures -->`, `<!-- ${part}: end of figures -->`];
  const text = readFileSync(page, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${relative(root, page)} has no ${begin} … ${end}`);
  writeFileSync(page, `${text.slice(0, from)}${begin}\n\n${lines.join('\n')}\n\n${text.slice(to)}`);
}

/** A Markdown table; the first column to the left, figures to the right. */
export function table(head, rows) {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

export function milliseconds(seconds) {
  return `${Math.round(seconds * 1_000)} ms`;
}

export function inSeconds(seconds) {
  return seconds < 10 ? `${seconds.toFixed(2)} s` : `${seconds.toFixed(1)} s`;
}

export function megabytes(mb) {
  return Number.isNaN(mb) ? '?' : `${Math.round(mb).toLocaleString('en')} MB`;
}
