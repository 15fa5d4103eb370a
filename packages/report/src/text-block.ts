import { formatCount } from '@weighbridge/contract';
import type { Block, HistoryChart, Inline, MetricTable } from './document.ts';
import { historyText } from './mermaid.ts';
import type { Paint } from './paint.ts';
import { visible, visibleLine } from './visible.ts';
import { padEnd, padStart, width, wrap } from './width.ts';

/** Inlines as plain text on one line, with nothing in it that a terminal obeys. */
export function inlineText(inlines: readonly Inline[]): string {
  return inlines.map(plainInline).join('');
}

function plainInline(inline: Inline): string {
  if (typeof inline === 'string') return visible(inline);
  switch (inline.kind) {
    case 'code':
    case 'owner':
    case 'commit':
      return visible(inline.text);
    case 'strong':
      return inlineText(inline.children);
    case 'link':
      return `${visible(inline.text)} ${visible('url' in inline.target ? inline.target.url : inline.target.path)}`;
  }
}

/** One block for a terminal of so many columns. */
export function textBlock(block: Block, columns: number, style: Paint): string {
  switch (block.kind) {
    case 'paragraph':
      return wrap(inlineText(block.children), columns).join('\n');
    case 'list': {
      const items = block.items.map((item) => wrap(`- ${inlineText(item)}`, columns, '  ').join('\n'));
      return [...items, ...more(block.left)].join('\n');
    }
    case 'names':
      return wrap(
        [...block.names.map((name) => visible(name)), ...more(block.left)].join(', '),
        columns,
      ).join('\n');
    case 'table': {
      const rows = block.rows.map((cells) => cells.map((cell) => inlineText(cell)));
      return [...aligned([block.heads, ...rows], () => false), ...more(block.left)].join('\n');
    }
    case 'metrics':
      return metricsText(block, columns, style);
    case 'log':
      return block.lines.map((line) => `  ${style.dim('│')} ${visibleLine(line)}`).join('\n');
    case 'history':
      return wrap(
        `${sparkline(block)}  ${historyText({ ...block, metric: visible(block.metric) })}`,
        columns,
      ).join('\n');
    case 'fold': {
      const inner = block.blocks.map((child) => textBlock(child, columns - 2, style)).join('\n\n');
      const title = wrap(inlineText(block.summary), columns).map(style.bold).join('\n');
      return `${title}\n${inner.replace(/^(?=.)/gmu, '  ')}`;
    }
  }
}

function more(left: number): readonly string[] {
  return left > 0 ? [`and ${formatCount(left)} more`] : [];
}

function aligned(
  rows: readonly (readonly string[])[],
  right: (column: number) => boolean,
): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, width(cell));
  }
  return rows.map((row) =>
    row
      .map((cell, column) =>
        right(column) ? padStart(cell, widths[column] ?? 0) : padEnd(cell, widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

/** A table where it fits, else a row in two lines. */
function metricsText({ heads, rows }: MetricTable, columns: number, style: Paint): string {
  const cells = rows.map(({ label, baseline, candidate, change, interval, sign, word }) => [
    inlineText(label),
    ...[baseline, candidate, change, interval].map(visible),
    `${sign} ${word}`,
  ]);
  const [head = '', ...lines] = aligned([heads, ...cells], (column) => column > 0 && column < 5);
  const painted = (line: string, index: number) => style.tone(rows[index]?.tone ?? 'quiet', line);
  if (Math.max(...lines.map(width)) <= columns) return [style.dim(head), ...lines.map(painted)].join('\n');
  const stacked = cells.map(([label = '', baseline, candidate, change, interval, verdict = '']) => {
    const numbers = `${baseline} → ${candidate} · ${change} · ${interval}`;
    return [
      ...wrap(`${verdict}: ${label}`, columns, '  '),
      ...wrap(numbers, columns - 2).map((line) => `  ${line}`),
    ].join('\n');
  });
  return stacked
    .map((text, index) =>
      text
        .split('\n')
        .map((line) => painted(line, index))
        .join('\n'),
    )
    .join('\n');
}

const bars = '▁▂▃▄▅▆▇█';

function sparkline({ points }: HistoryChart): string {
  const values = points.map(({ value }) => value);
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  return values
    .map((value) => bars[span === 0 ? 3 : Math.round(((value - low) / span) * (bars.length - 1))] ?? '')
    .join('');
}
