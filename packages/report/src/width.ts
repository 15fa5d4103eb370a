import stringWidth from 'fast-string-width';

/** Columns that a text takes in a terminal; emoji and East Asian characters take two. */
export function width(text: string): number {
  return stringWidth(text);
}

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - width(text))) + text;
}

/** Words into lines no wider than `columns`; a word that is wider stays whole, so that it can be copied, and no line begins with a dot. */
export function wrap(text: string, columns: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +(?!· )/u)) {
    if (line === '') line = word;
    else if (width(line) + 1 + width(word) <= columns - width(lines.length === 0 ? '' : indent))
      line += ` ${word}`;
    else {
      lines.push(lines.length === 0 ? line : indent + line);
      line = word;
    }
  }
  return [...lines, lines.length === 0 ? line : indent + line];
}
