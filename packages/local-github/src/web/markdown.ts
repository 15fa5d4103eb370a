import { fromHtml } from 'hast-util-from-html';
import { defaultSchema, sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { dress, type Hast, type Linker } from './dress.ts';
import { type Markup, trusted } from './markup.ts';

export interface MarkdownOptions {
  /** Comments: a line break is one; in files it is a space. */
  readonly breaks: boolean;
  readonly link?: Linker;
}

/**
 * GitHub-flavoured Markdown as GitHub shows it: its dialect, and what HTML is left of a text of strangers after its
 * sanitizer (hast-util-sanitize's own schema follows GitHub's). HTML comments vanish.
 */
export function renderMarkdown(source: string, options: MarkdownOptions): Markup {
  const raw = micromark(source, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  const clean = sanitize(fromHtml(raw, { fragment: true }), defaultSchema);
  dress(clean as Hast, options);
  return trusted(`<div class="markdown">${toHtml(clean)}</div>`);
}
