// Draws images of data/eval.jsonl in the terminal: node data/show.mjs d-0849 d-0850

import { readFileSync } from 'node:fs';

const SHADES = ' .:-=+*#%@';
const wanted = new Set(process.argv.slice(2));
const examples = readFileSync('data/eval.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
  .filter((example) => wanted.delete(example.id));

for (const { id, label, ink, pixels } of examples) {
  console.log(`${id}: a ${label}, ${ink} ink`);
  for (let row = 0; row < 8; row++) {
    const shades = pixels
      .slice(row * 8, row * 8 + 8)
      .map((pixel) => SHADES[Math.round((pixel / 16) * 9)].repeat(2));
    console.log(shades.join('').trimEnd());
  }
}
if (wanted.size > 0) {
  console.error(`data/show.mjs: no such image in data/eval.jsonl: ${[...wanted].join(', ')}`);
  process.exitCode = 1;
}
