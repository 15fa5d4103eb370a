import { formatValue, isProportion } from '@weighbridge/contract';
import type { HistoryChart } from './document.ts';
import { cut } from './visible.ts';

/** Letters, digits and a few marks that mean nothing to Mermaid, not even between quotes. */
function label(text: string): string {
  const words = text.replace(/[^\p{L}\p{N} ._()-]/gu, ' ').replace(/\s+/gu, ' ');
  return cut(words.trim(), 60);
}

function plain(value: number): string {
  return String(Number(value.toPrecision(5)));
}

/** Main's runs as a line, the newest at the right; the axis is as high as the runs differ, not from zero. */
export function mermaidChart({ metric, unit, range, points }: HistoryChart): string {
  const share = isProportion({ unit, range });
  const values = points.map(({ value }) => (share ? value * 100 : value));
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = (high - low) * 0.15 || Math.abs(high) * 0.05 || 1;
  const what = share ? `${label(metric)} in percent` : label(`${metric} ${unit ?? ''}`);
  return [
    // The default theme draws the line in a colour that cannot be seen on white.
    '%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#2f6fde"}}}}%%',
    'xychart-beta',
    `  x-axis "runs of main, oldest first" 1 --> ${points.length}`,
    `  y-axis "${what}" ${plain(low - room)} --> ${plain(high + room)}`,
    `  line [${values.map(plain).join(', ')}]`,
  ].join('\n');
}

/** From what to what main went, for who cannot see the chart. */
export function historyText({ metric, unit, range, points }: HistoryChart): string {
  const values = points.map(({ value }) => value);
  const shape = { unit, range };
  const ends = [values[0] ?? null, values.at(-1) ?? null].map((value) => formatValue(value, shape));
  const span = [Math.min(...values), Math.max(...values)].map((value) => formatValue(value, shape));
  const within = span.every((end) => ends.includes(end)) ? '' : `, between ${span.join(' and ')}`;
  return `${metric} over ${points.length} runs of main: ${ends.join(' → ')}${within}`;
}
