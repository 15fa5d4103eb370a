import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedFiles } from './generated-files.ts';

export { generatedFiles } from './generated-files.ts';
export { jsonSchemas } from './json-schemas.ts';

/** Writes every generated file of this package below the root of the repository. */
export function writeGeneratedFiles(root: string): readonly string[] {
  const files = Object.entries(generatedFiles());
  for (const [path, text] of files) {
    mkdirSync(dirname(`${root}/${path}`), { recursive: true });
    writeFileSync(`${root}/${path}`, text);
  }
  return files.map(([path]) => path);
}

/** The repository's root, seen from `packages/contract/{src,build}/generated`. */
const repositoryRoot = fileURLToPath(new URL('../../../..', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${writeGeneratedFiles(repositoryRoot).join('\n')}\n`);
}
