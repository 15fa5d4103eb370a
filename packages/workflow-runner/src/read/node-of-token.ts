import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/index';
import type { Where } from '@weighbridge/contract';
import type { GitHubParser } from './github-parser.ts';
import type { Node } from './node.ts';

/** What the parser's tokens say, as plain data. */
export function nodeOfToken(parser: GitHubParser, token: TemplateToken, file: string): Node {
  const where = whereOf(token, file);
  const of = (inner: TemplateToken): Node => nodeOfToken(parser, inner, file);
  if (parser.isMapping(token)) {
    return {
      kind: 'map',
      entries: [...token].map(({ key, value }) => ({ key: of(key), value: of(value) })),
      where,
    };
  }
  if (parser.isSequence(token)) return { kind: 'list', items: [...token].map(of), where };
  if (parser.isBasicExpression(token)) {
    const { expression, source = `\${{ ${expression} }}` } = token;
    return { kind: 'expression', expression, source, where };
  }
  if (parser.isString(token) || parser.isNumber(token) || parser.isBoolean(token)) {
    return { kind: 'literal', value: token.value, where };
  }
  return token.isExpression ? { kind: 'insert', where } : { kind: 'literal', value: null, where };
}

/** Where a token stands in its file. */
export function whereOf(token: TemplateToken | undefined, file: string): Where {
  const { line, column } = token?.range?.start ?? {};
  return { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
}
