import { formatCount } from '@weighbridge/contract';
import type { Block, HistoryChart, Inline, MetricTable } from './document.ts';
import { markdownInlines, summaryInlines } from './markdown-inline.ts';
import { lineStart, markdownBold, markdownCode, markdownText } from './markdown-text.ts';
import { mermaidChart } from './mermaid.ts';
import { visibleLine } from './visible.ts';

/** One block as Markdown, without blank lines around it. */
export function markdownBlock(block: Block, repositoryUrl?: string): string {
  const inline = (inlines: readonly Inline[]) => markdownInlines(inlines, repositoryUrl);
  switch (block.kind) {
    case 'paragraph':
      return lineStart(inline(block.children));
    case 'list':
      return [...block.items.map((item) => `- ${lineStart(inline(item))}`), ...more(block.left, '- ')].join(
        '\n',
      );
    case 'names':
      return [...block.names.map(markdownCode), ...more(block.left, '')]
        .join(', ')
        .replace(/, (and [\d,]+ more)$/u, ' $1');
    case 'table':
      return plainTable(block, inline);
    case 'metrics':
      return metricsTable(block, inline);
    case 'log':
      // Nothing is escaped in a fence, and our marker must stand in a comment only once.
      return fenced(block.lines.map((line) => visibleLine(line).replaceAll('<!--', '<\u200b!--')));
    case 'history':
      return historyBlock(block);
    case 'fold': {
      const blocks = block.blocks.map((child) => markdownBlock(child, repositoryUrl)).join('\n\n');
      return `<details><summary>${summaryInlines(block.summary)}</summary>\n\n${blocks}\n\n</details>`;
    }
  }
}

function more(left: number, prefix: string): readonly string[] {
  return left > 0 ? [`${prefix}and ${formatCount(left)} more`] : [];
}

type InlineText = (inlines: readonly Inline[]) => string;

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function plainTable(table: Extract<Block, { kind: 'table' }>, inline: InlineText): string {
  const lines = [
    row(table.heads.map(markdownText)),
    row(table.heads.map(() => '---')),
    ...table.rows.map((cells) => row(cells.map(inline))),
  ];
  return [...lines, ...(table.left > 0 ? ['', ...more(table.left, '')] : [])].join('\n');
}

function metricsTable(table: MetricTable, inline: InlineText): string {
  const rows = table.rows.map(({ label, baseline, candidate, change, interval, sign, word, tone }) => {
    const delta = tone === 'bad' ? markdownBold(number(change)) : number(change);
    return row([
      inline(label),
      number(baseline),
      number(candidate),
      delta,
      number(interval),
      `${sign}\u00a0${word}`,
    ]);
  });
  return [row(table.heads.map((head) => markdownText(head))), '|---|--:|--:|--:|:-:|---|', ...rows].join(
    '\n',
  );
}

/** A number keeps its unit, and an interval its parts, where a narrow screen breaks the cells of a table; not after the ellipsis. */
function number(text: string): string {
  return markdownText(text.replace(/ (?!\()(?<!… )/gu, '\u00a0'));
}

/** A fence is longer than any run of backticks in what it holds. */
function fenced(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => line.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines, fence].join('\n');
}

function historyBlock(chart: HistoryChart): string {
  return ['```mermaid', mermaidChart(chart), '```'].join('\n');
}
