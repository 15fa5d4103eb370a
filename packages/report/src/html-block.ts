import { formatCount, type Verdict } from '@weighbridge/contract';
import type { Block, Fold, Inline, MetricRow, MetricTable } from './document.ts';
import { historySvg } from './history-svg.ts';
import { htmlInlines, htmlText } from './html-text.ts';
import { intervalBar } from './interval-bar.ts';
import { visibleLine } from './visible.ts';

export interface HtmlContext {
  readonly verdict: Verdict | undefined;
  /** Charts side by side: only several need captions. */
  readonly charts: number;
  readonly repositoryUrl?: string | undefined;
}

export function htmlBlocks(blocks: readonly Block[], context: HtmlContext): string {
  return blocks.map((block) => htmlBlock(block, context)).join('\n');
}

function htmlBlock(block: Block, context: HtmlContext): string {
  const inline = (inlines: readonly Inline[]) => htmlInlines(inlines, context.repositoryUrl);
  switch (block.kind) {
    case 'paragraph':
      return `<p>${inline(block.children)}</p>`;
    case 'list':
      return `<ul>${[...block.items.map(inline), ...more(block.left)].map((item) => `<li>${item}</li>`).join('')}</ul>`;
    case 'names': {
      const names = block.names.map((name) => `<li><code>${htmlText(name)}</code></li>`);
      return `<ul class="names">${[...names, ...more(block.left).map((text) => `<li>${text}</li>`)].join('')}</ul>`;
    }
    case 'table': {
      const head = block.heads.map((text) => `<th scope="col">${htmlText(text)}</th>`).join('');
      const rows = block.rows.map(
        (cells) => `<tr>${cells.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`,
      );
      return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>${more(
        block.left,
      )
        .map((text) => `<p>${text}</p>`)
        .join('')}`;
    }
    case 'metrics':
      return metricsHtml(block, inline);
    case 'log':
      return `<pre>${block.lines.map((line) => htmlText(visibleLine(line))).join('\n')}</pre>`;
    case 'history': {
      const overall = context.verdict?.metrics.find(
        ({ name, slice }) => name === block.metric && slice === null,
      );
      const caption = context.charts > 1 ? `<figcaption>${htmlText(block.metric)}</figcaption>` : '';
      return `<figure>${caption}${historySvg(block, overall)}</figure>`;
    }
    case 'fold': {
      const open = isLong(block) ? '' : ' open';
      return `<details${open}><summary>${inline(block.summary)}</summary>\n${htmlBlocks(block.blocks, { ...context, charts: block.blocks.length })}</details>`;
    }
  }
}

function more(left: number): readonly string[] {
  return left > 0 ? [`and ${formatCount(left)} more`] : [];
}

/** Roles are written out because on a narrow screen rows are laid out as blocks, and some browsers then forget the table. */
function metricsHtml({ heads, rows }: MetricTable, inline: (inlines: readonly Inline[]) => string): string {
  const head = heads.map((text) => `<th scope="col" role="columnheader">${htmlText(text)}</th>`).join('');
  const body = rows.map((row) => metricRowHtml(row, heads, inline)).join('');
  return `<table class="metrics" role="table"><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${body}</tbody></table>`;
}

function metricRowHtml(
  row: MetricRow,
  heads: MetricTable['heads'],
  inline: (inlines: readonly Inline[]) => string,
): string {
  const cell = (className: string, label: string, html: string) =>
    `<td role="cell" class="${className}" data-label="${htmlText(label)}">${html}</td>`;
  return [
    `<tr role="row" class="${row.tone}">`,
    `<th scope="row" role="rowheader">${inline(row.label)}</th>`,
    cell('number', heads[1], htmlText(row.baseline)),
    cell('number', heads[2], htmlText(row.candidate)),
    cell('number change', heads[3], htmlText(row.change)),
    cell(
      'bars',
      heads[4],
      `${intervalBar(row.metric, row.tone)}<span class="ends">${htmlText(row.interval)}</span>`,
    ),
    cell('verdict', 'verdict', `<span class="sign" aria-hidden="true">${row.sign}</span> ${row.word}`),
    '</tr>',
  ].join('');
}

const maxOpenRows = 8;

/** What a reader asks for, and does not have to scroll past. */
function isLong({ section, blocks }: Fold): boolean {
  if (section === 'explanation' || section === 'log') return true;
  return blocks.some((block) => block.kind === 'metrics' && block.rows.length > maxOpenRows);
}
