import { visible } from '@weighbridge/report';
import { Document, isNode, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** A key with what is said of it. */
export interface Part {
  readonly key: string;
  /** Plain data, or parts for a map in block style. */
  readonly value: unknown;
  /** Lines above the key. */
  readonly above?: readonly string[];
  /** Behind the value, on its line. */
  readonly beside?: string;
  /** An empty line before. */
  readonly apart?: boolean;
  /** In braces or brackets, on one line. */
  readonly flow?: boolean;
}

const maxCommentChars = 106;
const maxWordChars = 300;

const document = new Document(null, { version: '1.2' });

/** A map in block style, in this order. Whatever the texts are, the library quotes and escapes them. */
export function blockMap(parts: readonly Part[]): YAMLMap {
  const map = new YAMLMap();
  for (const part of parts) map.items.push(pairOf(part));
  return map;
}

function pairOf({ key, value, above = [], beside, apart, flow = false }: Part): Pair {
  const name = document.createNode(key);
  const comment = above.map((text) => commentText(text)).join('\n');
  if (comment !== '') name.commentBefore = comment;
  if (apart === true) name.spaceBefore = true;
  const node: Node | null = isNode(value)
    ? value
    : value === null
      ? null
      : document.createNode(value, { flow });
  if (node !== null && beside !== undefined) node.comment = ` ${oneLine(beside)}`;
  return new Pair(name, node);
}

/** A list on one line without blanks inside its brackets: the library pads them together with braces. */
class InlineList extends YAMLSeq {
  override flow = true;

  override toString(...[context, ...rest]: Parameters<YAMLSeq['toString']>): string {
    return super.toString(context && { ...context, flowCollectionPadding: '' }, ...rest);
  }
}

/** A list for a map of these parts, on one line. */
export function inlineList(texts: readonly string[]): YAMLSeq {
  const items = new InlineList();
  for (const text of texts) items.items.push(document.createNode(text));
  return items;
}

/** Text within quotation marks, though it may do without. */
export function quotedText(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

/** Text of several lines, one below the other. */
export function linesText(lines: readonly string[]): Scalar {
  const scalar = new Scalar(`${lines.join('\n')}\n`);
  scalar.type = 'BLOCK_LITERAL';
  return scalar;
}

/** A map in braces that may hold such lists. */
export function inlineMap(entries: Readonly<Record<string, unknown>>): YAMLMap {
  const map = new YAMLMap();
  map.flow = true;
  for (const [key, value] of Object.entries(entries)) {
    map.items.push(new Pair(document.createNode(key), isNode(value) ? value : document.createNode(value)));
  }
  return map;
}

/** The map as text, with a comment on top. */
export function yamlText(head: readonly string[], map: YAMLMap): string {
  const whole = new Document(map, { version: '1.2' });
  if (head.length > 0) whole.commentBefore = head.map((text) => commentText(text)).join('\n');
  return whole.toString({ lineWidth: 0, nullStr: '' });
}

/** A text as lines of a comment: nothing of it can end the comment. */
function commentText(text: string): string {
  const lines: string[] = [''];
  for (const word of oneLine(text).split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > maxCommentChars) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line) => ` ${line}`).join('\n');
}

/** Text from elsewhere on one line, with nothing invisible in it. */
export function oneLine(text: string): string {
  return visible(text)
    .split(' ')
    .map((word) => (word.length > maxWordChars ? `${word.slice(0, maxWordChars)}…` : word))
    .join(' ')
    .trim();
}
