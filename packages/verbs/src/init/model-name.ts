import { basename } from 'node:path';
import { Failure, modelNamePattern } from '@weighbridge/contract';
import { nameOf } from './path-parts.ts';

const maxChars = 64;
/** Folders that say where something lies, and not what it is. */
const generic = /^(?:src|scripts?|models?|evals?|evaluation|tools?|bin|app|lib|packages|tests?)$/;

/** The name that was given, else that of the evaluation's folder, else that of the repository's. */
export function nameModel(named: string | undefined, home: string, root: string): string {
  if (named !== undefined) {
    if (modelNamePattern.test(named)) return named;
    throw new Failure(
      'usage',
      `--name ${JSON.stringify(named)}: expected 1 to 64 lower-case letters, digits, \`-\` and \`_\`, beginning and ending with a letter or digit`,
    );
  }
  const names = [...(home === '' ? [] : [nameOf(home)]), basename(root)].map(asName);
  return (
    names.find((name) => name !== '' && !generic.test(name)) ?? names.find((name) => name !== '') ?? 'model'
  );
}

/** A text as a model can be called; empty where nothing of it is left. */
export function asName(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-');
  const name = plain.slice(0, maxChars).replace(/^[-_]+|[-_]+$/g, '');
  return modelNamePattern.test(name) ? name : '';
}
