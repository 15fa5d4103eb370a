/** Text that is HTML already. */
export interface Markup {
  readonly html: string;
}

export type Content = Markup | string | number | null | undefined | false | readonly Content[];

export function trusted(html: string): Markup {
  return { html };
}

/** A template for HTML: everything put in is escaped, save what is Markup itself. */
export function markup(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return { html: strings.map((text, index) => text + htmlOf(values[index])).join('') };
}

function htmlOf(content: Content): string {
  if (content === null || content === undefined || content === false) return '';
  if (typeof content === 'string') return escaped(content);
  if (typeof content === 'number') return String(content);
  return 'html' in content ? content.html : content.map(htmlOf).join('');
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
