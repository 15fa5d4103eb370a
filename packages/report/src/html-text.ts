import type { Inline } from './document.ts';
import { linkUrl } from './markdown-inline.ts';
import { visible } from './visible.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text as the content of an element or of a quoted attribute. */
export function htmlText(text: string): string {
  return visible(text).replace(/[&<>"']/gu, (character) => entities[character] ?? character);
}

export function htmlInlines(inlines: readonly Inline[], repositoryUrl?: string): string {
  return inlines.map((inline) => htmlInline(inline, repositoryUrl)).join('');
}

function htmlInline(inline: Inline, repositoryUrl?: string): string {
  if (typeof inline === 'string') return htmlText(inline);
  switch (inline.kind) {
    case 'code':
      return `<code>${inline.text.trim() === '' ? '<i>(empty)</i>' : htmlText(inline.text)}</code>`;
    case 'strong':
      return `<strong>${htmlInlines(inline.children, repositoryUrl)}</strong>`;
    case 'owner':
    case 'commit':
      return `<span class="${inline.kind}">${htmlText(inline.text)}</span>`;
    case 'link': {
      const url = htmlText(linkUrl(inline.target, repositoryUrl));
      return `<a href="${url}" rel="noopener noreferrer">${htmlText(inline.text)}</a>`;
    }
  }
}
