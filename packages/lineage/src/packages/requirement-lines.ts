export interface LogicalLine {
  readonly text: string;
  /** The first line of it, from 1. */
  readonly line: number;
}

/** Lines of a requirements file as pip sees them: joined where they end in `\`, without comments, none empty. */
export function* logicalLines(text: string): Generator<LogicalLine> {
  const parts: string[] = [];
  let first = 0;
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const isComment = /^\s*#/.test(raw);
    if (parts.length === 0) first = index + 1;
    if (raw.endsWith('\\') && !isComment) {
      parts.push(raw.slice(0, -1));
      continue;
    }
    // A comment line ends what was continued, as in pip.
    parts.push(isComment ? '' : raw);
    const line = withoutComment(parts.join('')).trim();
    parts.length = 0;
    if (line !== '') yield { text: line, line: first };
  }
  const rest = withoutComment(parts.join('')).trim();
  if (rest !== '') yield { text: rest, line: first };
}

/** `#` begins a comment only behind white space: it also stands in addresses. */
function withoutComment(line: string): string {
  for (let at = line.indexOf('#'); at !== -1; at = line.indexOf('#', at + 1)) {
    if (at === 0 || /\s/.test(line.charAt(at - 1))) return line.slice(0, at);
  }
  return line;
}
