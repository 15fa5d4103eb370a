import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** Name of the packed file that stands beside a bundle of this server, where no package is installed. */
export const packedMermaid = 'mermaid.js.br';

/**
 * Mermaid's browser bundle: the given file, else `mermaid.js.br` beside the program, else the package where it is installed.
 * Names that end in `.br` are unpacked. Undefined where there is none: charts then show as text.
 */
export async function mermaidBundle(given: string | undefined): Promise<Buffer | undefined> {
  for (const file of given === undefined ? [besideProgram, installed] : [() => given]) {
    try {
      const path = file();
      const bytes = await readFile(path);
      return path.endsWith('.br') ? await promisify(brotliDecompress)(bytes) : bytes;
    } catch {
      // Not there: the next one.
    }
  }
  return undefined;
}

function besideProgram(): string {
  return join(dirname(fileURLToPath(import.meta.url)), packedMermaid);
}

function installed(): string {
  return createRequire(import.meta.url).resolve('@mermaid-js/tiny/dist/mermaid.tiny.js');
}
