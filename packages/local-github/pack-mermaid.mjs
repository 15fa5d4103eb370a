// Packs Mermaid's browser bundle for a bundle of this server, which has no installed packages to find it in:
//     node packages/local-github/pack-mermaid.mjs FOLDER [KEPT]
// writes FOLDER/mermaid.js.br. Where KEPT, a file of an earlier time, unpacks to the same, its bytes are taken: another
// version of Brotli packs the same text differently, and that is no change.
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

const [folder, kept] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node pack-mermaid.mjs FOLDER [KEPT]');
const text = readFileSync(createRequire(import.meta.url).resolve('@mermaid-js/tiny/dist/mermaid.tiny.js'));
const target = resolve(join(folder, 'mermaid.js.br'));
if (kept !== undefined && existsSync(kept) && brotliDecompressSync(readFileSync(kept)).equals(text)) {
  if (resolve(kept) !== target) copyFileSync(kept, target);
} else {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  writeFileSync(target, brotliCompressSync(text, { params }));
}
