import { quoted } from './quoted.ts';

// Tokens that Python and others write where JSON has no word for it.
const foreign = /^(?:-?(?:NaN|nan|Infinity|inf)|None|True|False|undefined)\b/;

// Enough for a person, and a file of long lines that are all wrong is still read quickly.
const maxExplainedChars = 4_096;
const oneRow = 'expected one object a line, such as {"id": "ex-17", "metrics": {"correct": 1}}';

/** Why a line is not JSON, with the column where that can be told; `expected` is said where nothing better is known. */
export function explainBadJson(line: string, expected = oneRow): string {
  const text = line.slice(0, maxExplainedChars);
  let key = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const end = endOfString(text, at);
      if (end === -1 && text.length < line.length) break;
      if (end === -1) return `not JSON: the text that starts in column ${at + 1} has no closing quote`;
      if (/^\s*:/.test(text.slice(end + 1, end + 20))) key = text.slice(at + 1, end);
      at = end;
      continue;
    }
    const token = foreign.exec(text.slice(at, at + 12))?.[0];
    if (token !== undefined) return explainToken(token, key, at + 1);
    if (char !== undefined && /\w/.test(char)) at = endOfWord(text, at);
  }
  if (text.trimStart().startsWith("'") || /^\s*\{\s*'/.test(text)) {
    return 'not JSON: texts and keys stand in double quotes';
  }
  return `not JSON: ${expected}`;
}

function explainToken(token: string, key: string, column: number): string {
  const named = key === '' ? '' : ` of ${quoted(key)}`;
  if (/nan|inf/i.test(token)) {
    return `the value${named} in column ${column} is ${token}, which is no number; leave the metric out, or say why in "error"`;
  }
  return `not JSON: the value${named} in column ${column} is ${token}; JSON writes null, true and false`;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return -1;
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at + 1 < text.length && /\w/.test(text[at + 1] ?? '')) at++;
  return at;
}
