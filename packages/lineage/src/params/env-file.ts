import { placeInText, refused, type SourceFile, sourceText } from '../read/source-text.ts';

const quoted = /^(?:'([^']*)'|"((?:[^"\\]|\\.)*)"|`([^`]*)`)[ \t]*(?:#.*)?$/;

/**
 * Variables of a `.env` file: `NAME=value` a line, `export` before it, quotes around the value, comments. Nothing is expanded. Values in
 * quotes stay on their line. Throws a `config` failure with its place for any other line.
 */
export function readEnvFile(file: SourceFile): ReadonlyMap<string, string> {
  const text = sourceText(file);
  const found = new Map<string, string>();
  let offset = 0;
  for (const line of text.split('\n')) {
    const [, name, rest = ''] =
      /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*(.*)$/.exec(line.trimEnd()) ?? [];
    if (name !== undefined) found.set(name, envValue(rest));
    else if (!/^\s*(?:#|$)/.test(line)) {
      throw refused('expected `NAME=value`', { file: file.path, ...placeInText(text, offset) });
    }
    offset += line.length + 1;
  }
  return found;
}

function envValue(rest: string): string {
  const [, single, double, back] = quoted.exec(rest) ?? [];
  if (double !== undefined) {
    return double.replace(
      /\\(.)/gs,
      (_, character: string) => ({ n: '\n', r: '\r', t: '\t' })[character] ?? character,
    );
  }
  return single ?? back ?? rest.replace(/(?:^|\s)#.*$/, '').trim();
}
