import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** What GitHub would make of a comment: its parser's HTML, and what its later filters would turn live in that. */
export interface Rendering {
  readonly html: string;
  readonly tags: readonly string[];
  readonly links: readonly string[];
  /** Mentions, references, emoji and mathematics found in text outside of code, as GitHub's filters look for them. */
  readonly live: readonly string[];
}

const filters: readonly RegExp[] = [
  /(?:^|[^\w`])@[A-Za-z0-9][\w-]*(?:\/[\w.-]+)?/gu,
  /(?:^|[^\w])#\d+/gu,
  /[\w-]+\/[\w.-]+#\d+/gu,
  /\bGH-\d+/giu,
  /\b[A-Z][A-Z0-9]+-\d+/gu,
  /(?:^|[^\w.])[0-9a-f]{7,40}\b/gu,
  /:[a-z0-9_+-]+:/gu,
  /\$[^$]*[^\s$][^$]*\$/gu,
  /\b(?:https?|ftp):\/\//giu,
  /\bwww\./giu,
  /[\w.+-]+@[\w-]+\.\w/gu,
];

export function renderAsGitHub(markdown: string): Rendering {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  const tags = [...html.matchAll(/<(\/?[A-Za-z][A-Za-z0-9]*)/gu)].map(([, name]) => name ?? '');
  const links = [...html.matchAll(/<a\b[^>]*href="([^"]*)"/gu)].map(([, url]) => url ?? '');
  const withoutCode = html.replace(/<(code|pre|a)\b[^>]*>[\s\S]*?<\/\1>/gu, '<c/>');
  const texts = withoutCode.split(/<[^>]*>/u).map(decoded);
  const live = texts.flatMap((text) => filters.flatMap((filter) => text.match(filter) ?? []));
  return { html, tags, links, live };
}

function decoded(text: string): string {
  return text
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&quot;/gu, '"')
    .replace(/&#(\d+);/gu, (_whole, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&amp;/gu, '&');
}
