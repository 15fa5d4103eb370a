import { formatCount, type Verdict } from '@weighbridge/contract';
import { type Card, joined } from './document.ts';
import { htmlBlocks } from './html-block.ts';
import { htmlCard } from './html-card.ts';
import { htmlStyle } from './html-style.ts';
import { htmlInlines, htmlText } from './html-text.ts';
import { isStill } from './quiet.ts';
import { reportDocument } from './report-document.ts';
import { worstFirst } from './sign.ts';
import { cut } from './visible.ts';

export interface HtmlOptions {
  /** Of Weighbridge. */
  readonly version: string;
  /** `https://github.com/acme/vision`: where a runbook that is a path leads. */
  readonly repositoryUrl?: string;
}

/** Nothing may be loaded or sent; styles are the page's own. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** One page that holds everything, and asks nobody for anything: it can be kept as an artifact and opened years later. */
export function renderHtml(verdicts: readonly Verdict[], options: HtmlOptions): string {
  const weighed = worstFirst(verdicts).filter((verdict) => !isStill(verdict));
  const document = reportDocument(verdicts, options.version);
  const articles =
    weighed.length === 0
      ? document.cards.map((card) => article(card, undefined, options))
      : weighed.map((verdict) => article(htmlCard(verdict), verdict, options));
  const first = weighed[0];
  const title = first === undefined ? 'Weighbridge' : `${first.headline} · Weighbridge`;
  const end = [document.untouched, [`weighbridge ${options.version}`]].filter((part) => part.length > 0);
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${htmlText(cut(title, 200))}</title>`,
    `<style>${htmlStyle}</style></head>`,
    `<body><main><h1>Weighbridge · ${countText(weighed.length)}</h1>`,
    ...articles,
    `<p class="foot">${htmlInlines(joined(end, ' · '))}</p>`,
    '</main></body></html>\n',
  ].join('\n');
}

function countText(models: number): string {
  return models === 1 ? '1 model weighed' : `${formatCount(models)} models weighed`;
}

function article(card: Card, verdict: Verdict | undefined, { repositoryUrl }: HtmlOptions): string {
  const [first, ...others] = card.blocks;
  const context = { verdict, repositoryUrl, charts: 1 };
  const blocks =
    first?.kind === 'metrics'
      ? [htmlBlocks([first], context), legend, htmlBlocks(others, context)]
      : [htmlBlocks(card.blocks, context)];
  const foot = card.foot.length === 0 ? '' : `<p class="foot">${htmlInlines(joined(card.foot, ' · '))}</p>`;
  return [
    `<article class="${card.tone}">`,
    `<h2><span class="sign" aria-hidden="true">${card.sign}</span>${htmlInlines(card.heading)}</h2>`,
    ...blocks,
    foot,
    '</article>',
  ].join('\n');
}

function key(className: string, words: string): string {
  const mark = `<svg viewBox="0 0 18 12" aria-hidden="true"><line class="${className}" x1="9" x2="9" y1="0" y2="12"/></svg>`;
  return `<span>${mark}${words}</span>`;
}

const legend = `<p class="legend">${key('zero', 'no change')}${key('tolerance', 'allowed (tolerance)')}${key('margin', 'must not be missed (margin)')}</p>`;
