import type { Where } from '@weighbridge/contract';
import {
  Composer,
  type CST,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type ParsedNode,
  Parser,
  type Document as YamlTree,
} from 'yaml';
import type { Document, ValuePath } from './document.ts';
import { refused, type SourceFile, sourceText } from './source-text.ts';
import { yamlValue } from './yaml-value.ts';

/** The composer is recursive: deeper than this is an attack or a mistake. */
const maxOpenCollections = 100;
/** About four seconds of parsing; the largest lockfiles have a tenth of it. */
const maxTokens = 2_000_000;

type WhereOf = (offset: number) => Where;

/**
 * One YAML 1.2 document as plain data. Aliases share what they stand for, merge keys are followed, so neither multiplies.
 * Throws a `config` failure with its place: syntax, duplicate keys, several documents, too deep, too long.
 */
export function readYaml(file: SourceFile): Document {
  const text = sourceText(file);
  const lines = new LineCounter();
  lines.addNewLine(0);
  const whereOf: WhereOf = (offset) => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file: file.path, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const [tree, second] = compose(text, lines, whereOf);
  if (second !== undefined) {
    throw refused('a second YAML document starts here: expected one document', whereOf(second.range[0]));
  }
  const [fault] = tree?.errors ?? [];
  if (fault !== undefined) {
    throw refused(notYaml(fault.code, fault.message), whereOf(fault.pos[0]), fault);
  }
  const contents = tree?.contents ?? null;
  return {
    file: file.path,
    value: yamlValue(contents, whereOf),
    where: (path) => whereOf(nodeAt(contents, path)?.range[0] ?? 0),
    written: (path) => {
      const node = nodeAt(contents, path);
      return isScalar(node) ? node.source : undefined;
    },
  };
}

function compose(text: string, lines: LineCounter, whereOf: WhereOf): readonly YamlTree.Parsed[] {
  const composer = new Composer({
    schema: 'core',
    merge: false,
    // Found by the reader of values: the composer compares every key with every other one.
    uniqueKeys: false,
    intAsBigInt: true,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const trees: YamlTree.Parsed[] = [];
  for (const tree of composer.compose(tokens(text, lines, whereOf), true, text.length)) {
    trees.push(tree);
    if (trees.length > 1) break;
  }
  return trees;
}

function* tokens(text: string, lines: LineCounter, whereOf: WhereOf): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    count += 1;
    if (parser.stack.length > maxOpenCollections) {
      throw refused('values are nested too deeply here', whereOf(parser.offset));
    }
    if (count > maxTokens) {
      throw refused('the file holds more than 2,000,000 YAML tokens', { file: whereOf(0).file });
    }
  }
  yield* parser.end();
}

function notYaml(code: string, message: string): string {
  return code === 'TAB_AS_INDENT'
    ? 'a tab indents this line: YAML is indented with spaces'
    : `not valid YAML: ${(message.split('\n')[0] ?? '').replace(/[.:]$/, '')}`;
}

/** The node at a path, or the last one before it where the way goes through an alias or ends. */
function nodeAt(contents: ParsedNode | null, path: ValuePath): ParsedNode | null {
  let node = contents;
  for (const step of path) {
    const next = isSeq(node)
      ? node.items[Number(step)]
      : isMap(node)
        ? pairValue(node.items, step)
        : undefined;
    if (next === undefined || next === null || isAlias(next) || isPair(next)) break;
    node = next as ParsedNode;
  }
  return node;
}

function pairValue(
  pairs: readonly { readonly key: unknown; readonly value: unknown }[],
  key: string | number,
) {
  const pair = pairs.find(
    (other) => isScalar(other.key) && String(other.key.source ?? other.key.value) === String(key),
  );
  return (pair?.value ?? pair?.key) as ParsedNode | undefined;
}
