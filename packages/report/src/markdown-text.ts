import { visible } from './visible.ts';

/** Breaks a word for GitHub's filters (mentions, issues, commits, emoji, bare URLs) without a trace for the eye. */
const gap = '&#8203;';

/** What GitHub makes live inside plain text, after Markdown: every one is found before single characters are escaped. */
const live = new RegExp(
  [
    '(?<at>@)',
    '(?<issue>#)',
    String.raw`(?<prefix>\b(?:[Gg][Hh]|[A-Z][A-Z0-9]+))-(?=\d)`,
    String.raw`(?<scheme>:)(?=\/\/)`,
    String.raw`(?<www>[Ww]{3})\.`,
    String.raw`(?<emoji>:)(?=[\w+-]+:)`,
    '(?<sha>(?<![A-Za-z0-9]|\\d\\.)[0-9a-fA-F]{7,64}(?![A-Za-z0-9]))',
    String.raw`(?<special>[&<>"$|\\\x60*_[\]~])`,
  ].join('|'),
  'gu',
);

type Groups = Readonly<Record<string, string | undefined>>;

function defuse(groups: Groups, special: (character: string) => string): string {
  if (groups['at'] !== undefined) return `@${gap}`;
  if (groups['issue'] !== undefined) return `#${gap}`;
  if (groups['prefix'] !== undefined) return `${groups['prefix']}-${gap}`;
  if (groups['scheme'] !== undefined || groups['emoji'] !== undefined) return `:${gap}`;
  if (groups['www'] !== undefined) return `${groups['www']}${gap}.`;
  // Seven digits in a row are the fewest that GitHub looks up as a commit.
  if (groups['sha'] !== undefined) return groups['sha'].replace(/.{6}(?=.)/gu, `$&${gap}`);
  return special(groups['special'] ?? '');
}

function entity(character: string): string {
  switch (character) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '"':
      return '&quot;';
    case '|':
      return '&#124;';
    // GitHub documents exactly this for a dollar sign that is not mathematics.
    case '$':
      return '<span>$</span>';
    default:
      return character;
  }
}

function markdownSpecial(character: string): string {
  return /[\\`*_[\]~]/u.test(character) ? `\\${character}` : entity(character);
}

/** Any text as inert Markdown inside of a line: nothing in it formats, links, mentions or ends what surrounds it. */
export function markdownText(text: string): string {
  return visible(text).replace(live, (...match) => defuse(groupsOf(match), markdownSpecial));
}

/** Keeps a line of Markdown from beginning a list, a heading or an underline of one. */
export function lineStart(markdown: string): string {
  return markdown
    .replace(/^\s+/u, '')
    .replace(/^([-+=#])/u, '\\$1')
    .replace(/^(\d+)([.)])(?=\s|$)/u, '$1\\$2');
}

/** Bold: with asterisks where these are sure to be read as such, else with an element. */
export function markdownBold(markdown: string): string {
  return /^[\p{L}\p{N}−+].*[\p{L}\p{N}%?]$/u.test(markdown) ? `**${markdown}**` : `<b>${markdown}</b>`;
}

/** The same inside an HTML block of a Markdown document, where Markdown's own escapes would be printed. */
export function summaryText(text: string): string {
  return visible(text).replace(live, (...match) => defuse(groupsOf(match), entity));
}

/** Any text as code: a code span where that is safe, else an element with everything in it escaped. */
export function markdownCode(text: string): string {
  const shown = visible(text);
  if (shown.trim() === '') return '<i>(empty)</i>';
  if (/[`|\\<>&$]/u.test(shown) || shown !== shown.trim()) return `<code>${markdownText(shown)}</code>`;
  return `\`${shown}\``;
}

function groupsOf(match: readonly unknown[]): Groups {
  return match.at(-1) as Groups;
}
