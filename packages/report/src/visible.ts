import { stripVTControlCharacters } from 'node:util';

const newline = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu;
const blank = /[\t\p{Zs}]/gu;
/** Blanks that only keep a number and its unit on one line. */
const keptBlank = /[\u00a0\u202f]/u;
/** Controls, direction marks, joiners, fillers, tags and lone surrogates: all that is there and cannot be seen. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;
const longMarks = /(\p{M}{4})\p{M}+/gu;

/**
 * Text that came from somewhere else, as one line in which nothing is invisible: line breaks become ⏎, controls their pictures,
 * direction and zero-width characters their code points. It still has to be escaped for where it is printed.
 */
export function visible(text: string): string {
  return text
    .replace(newline, ' ⏎ ')
    .replace(blank, (character) => (keptBlank.test(character) ? character : ' '))
    .replace(hidden, picture)
    .replace(longMarks, '$1');
}

/** One line of a program's output: without colours, and as a terminal shows it after `\r`. */
export function visibleLine(line: string): string {
  const plain = stripVTControlCharacters(line).replace(/\s+$/u, '');
  return visible(plain.slice(plain.lastIndexOf('\r') + 1).replace(/\t/gu, '  '));
}

function picture(character: string, offset: number, whole: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (joins(code, whole, offset)) return character;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** Joiners and variation selectors are part of emoji and of many scripts; next to ASCII they only hide something. */
function joins(code: number, whole: string, offset: number): boolean {
  const before = whole.charCodeAt(offset - 1);
  const after = whole.charCodeAt(offset + 1);
  if (code === 0xfe0e || code === 0xfe0f) return before > 0x7f && before !== code;
  return (
    (code === 0x200c || code === 0x200d) && before > 0xa0 && after > 0xa0 && after !== code && before !== code
  );
}

/** At most `max` characters, the last an ellipsis where something is missing; never half a surrogate pair. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const characters = Array.from(text.slice(0, 2 * max + 2));
  if (characters.length <= max && text.length <= 2 * max + 2) return text;
  const kept = characters.slice(0, max - 1);
  while (/^[\p{M}\u200d]$/u.test(characters[kept.length] ?? '') && kept.length > 0) kept.pop();
  return `${kept.join('')}…`;
}
