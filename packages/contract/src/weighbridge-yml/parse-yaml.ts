import { Composer, type CST, type Document, Lexer, LineCounter, Parser, type YAMLError } from 'yaml';
import { Failure, type Problem, type Where } from '../failure.ts';
import type { Node } from './node.ts';
import { readNodes } from './read-nodes.ts';

/** Deeper than this is an attack or a mistake: the deepest key of the contract lies at level 8. */
const maxOpenCollections = 64;
/** Several hundred models in one file have fewer; a hostile file makes the composer work for minutes. */
const maxTokens = 100_000;
/** Syntax errors cascade: the first few name the cause. */
const maxSyntaxProblems = 5;

/**
 * Parses one YAML 1.2 document into values that know their places. Throws a `config` failure with what is wrong:
 * syntax, several documents, tags, merge keys, duplicate keys, aliases that multiply.
 */
export function parseYaml(file: string, text: string): Node {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const whereOf = (offset: number): Where => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const documents = compose(text, lines, whereOf);
  const [document, second] = documents;
  if (document?.contents === undefined || document.contents === null) {
    throw refused('the file is empty: expected `version: 1` and `models:`', { file, line: 1, column: 1 });
  }
  if (second !== undefined) {
    throw refused('a second YAML document starts here: expected one document', whereOf(second.range[0]));
  }
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    throw new Failure('config', syntaxProblems(faults, whereOf));
  }
  return readNodes(document.contents, whereOf);
}

function compose(
  text: string,
  lines: LineCounter,
  whereOf: (offset: number) => Where,
): readonly Document.Parsed[] {
  const composer = new Composer({
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const documents: Document.Parsed[] = [];
  for (const document of composer.compose(tokens(text, lines, whereOf), true, text.length)) {
    documents.push(document);
    if (documents.length > 1) {
      break;
    }
  }
  return documents;
}

/** The parser is not recursive but the composer is, so depth is watched here, before it can exhaust the stack. */
function* tokens(text: string, lines: LineCounter, whereOf: (offset: number) => Where): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    count += 1;
    if (parser.stack.length > maxOpenCollections) {
      throw refused('values are nested too deeply here', whereOf(parser.offset));
    }
    if (count > maxTokens) {
      throw refused(`the file holds more than ${maxTokens.toLocaleString('en')} YAML tokens`, {
        file: whereOf(0).file,
      });
    }
  }
  yield* parser.end();
}

function syntaxProblems(
  faults: readonly YAMLError[],
  whereOf: (offset: number) => Where,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const fault of faults) {
    const where = whereOf(fault.pos[0]);
    if (!problems.some((problem) => problem.where?.line === where.line)) {
      problems.push({ message: syntaxMessage(fault), where });
    }
  }
  return problems.slice(0, maxSyntaxProblems);
}

function syntaxMessage(fault: YAMLError): string {
  switch (fault.code) {
    case 'TAB_AS_INDENT':
      return 'a tab indents this line: YAML is indented with spaces';
    case 'TAG_RESOLVE_FAILED':
      return 'YAML tags (`!name`) are not used here: write the plain value';
    case 'RESOURCE_EXHAUSTION':
      return 'values are nested too deeply here';
    default:
      return `not valid YAML: ${(fault.message.split('\n')[0] ?? '').replace(/[.:]$/, '')}`;
  }
}

function refused(message: string, where: Where): Failure {
  return new Failure('config', message, { where });
}
