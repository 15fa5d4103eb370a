import type { Inline, LinkTarget } from './document.ts';
import { markdownBold, markdownCode, markdownText, summaryText } from './markdown-text.ts';

/** Where repository paths lead; undefined: relative, as in a report that lies in the repository. */
export type RepositoryUrl = string | undefined;

/** Percent-encodes all that could end a Markdown link; slashes and what is encoded already stay. */
export function linkUrl(target: LinkTarget, repositoryUrl: RepositoryUrl): string {
  const url = 'url' in target ? target.url : pathUrl(target.path, repositoryUrl);
  return url.replace(/[^\w\-./:?#&=%+,;@~]/gu, (character) =>
    character.length === 1 && character.charCodeAt(0) < 0x80
      ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
      : encodeURIComponent(character),
  );
}

function pathUrl(path: string, repositoryUrl: RepositoryUrl): string {
  return repositoryUrl === undefined ? path : `${repositoryUrl.replace(/\/+$/u, '')}/blob/HEAD/${path}`;
}

export function markdownInlines(inlines: readonly Inline[], repositoryUrl?: string): string {
  return inlines.map((inline) => markdownInline(inline, repositoryUrl)).join('');
}

function markdownInline(inline: Inline, repositoryUrl: RepositoryUrl): string {
  if (typeof inline === 'string') return markdownText(inline);
  switch (inline.kind) {
    case 'code':
      return markdownCode(inline.text);
    case 'strong':
      return markdownBold(markdownInlines(inline.children, repositoryUrl));
    case 'owner':
    case 'commit':
      return inline.text;
    case 'link':
      return `[${markdownText(inline.text)}](${linkUrl(inline.target, repositoryUrl)})`;
  }
}

/** The same in a `<summary>`, where Markdown is not read. */
export function summaryInlines(inlines: readonly Inline[]): string {
  return inlines.map(summaryInline).join('');
}

function summaryInline(inline: Inline): string {
  if (typeof inline === 'string') return summaryText(inline);
  switch (inline.kind) {
    case 'code':
      return `<code>${summaryText(inline.text)}</code>`;
    case 'strong':
      return `<b>${summaryInlines(inline.children)}</b>`;
    case 'owner':
    case 'commit':
    case 'link':
      return summaryText(inline.text);
  }
}
