import { parse, TomlError } from 'smol-toml';
import type { Document, ValuePath } from './document.ts';
import { placeInText, refused, type SourceFile, sourceText } from './source-text.ts';

const maxDepth = 100;

/** A TOML file as plain data; dates are smol-toml's. Throws a `config` failure with the place of the mistake. */
export function readToml(file: SourceFile): Document {
  const text = sourceText(file);
  try {
    const value: unknown = parse(text, { maxDepth, integersAsBigInt: 'asNeeded' });
    return { file: file.path, value, where: (path) => ({ file: file.path, ...tablePlace(text, path) }) };
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const [first = ''] = cause.message.replace(/^Invalid TOML document: /, '').split('\n');
    throw refused(
      `not valid TOML: ${first}`,
      { file: file.path, line: cause.line, column: cause.column },
      cause,
    );
  }
}

/** The parser keeps no places; the tables of a list (`[[package]]`) are found by counting. */
function tablePlace(text: string, [name, index]: ValuePath): { line: number; column: number } {
  if (typeof name !== 'string' || typeof index !== 'number') return { line: 1, column: 1 };
  let at = 0;
  for (const match of text.matchAll(/^[ \t]*\[\[[ \t]*([\w-]+)[ \t]*\]\]/gm)) {
    if (match[1] !== name) continue;
    if (at === index) return placeInText(text, match.index);
    at += 1;
  }
  return { line: 1, column: 1 };
}
