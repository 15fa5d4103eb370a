import { findNodeAtLocation, type ParseError, parseTree, printParseErrorCode, visit } from 'jsonc-parser';
import type { Document, ValuePath } from './document.ts';
import { placeInText, refused, type SourceFile, sourceText } from './source-text.ts';

/** A JSON file as plain data. Throws a `config` failure with the place of the mistake. */
export function readJson(file: SourceFile): Document {
  const text = sourceText(file);
  try {
    const value = JSON.parse(text) as unknown;
    return { file: file.path, value, where: (path) => ({ file: file.path, ...placeOfValue(text, path) }) };
  } catch (cause) {
    // The engine's own message differs from version to version: another parser says where.
    const { offset, words } = firstFault(text);
    throw refused(`not valid JSON: ${words}`, { file: file.path, ...placeInText(text, offset) }, cause);
  }
}

function firstFault(text: string): { readonly offset: number; readonly words: string } {
  const errors: ParseError[] = [];
  const add = (error: number, offset: number, length: number) => errors.push({ error, offset, length });
  try {
    visit(
      text,
      { onError: add, onComment: (offset, length) => add(1, offset, length) },
      { allowTrailingComma: false },
    );
  } catch {
    // Nested so deeply that the stack ends.
    return { offset: 0, words: 'values are nested too deeply' };
  }
  const [first] = errors.sort((a, b) => a.offset - b.offset);
  if (first === undefined) return { offset: 0, words: 'the text is no JSON value' };
  const words = printParseErrorCode(first.error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return { offset: first.offset, words };
}

function placeOfValue(text: string, path: ValuePath): { line: number; column: number } {
  try {
    const tree = parseTree(text);
    for (let length = path.length; tree !== undefined && length >= 0; length -= 1) {
      const node = findNodeAtLocation(tree, path.slice(0, length));
      if (node !== undefined) return placeInText(text, node.offset);
    }
  } catch {
    // Too deep for the second parser: the file alone is named.
  }
  return { line: 1, column: 1 };
}
