import { formatValue, type MetricVerdict } from '@weighbridge/contract';
import type { HistoryChart } from './document.ts';
import { htmlText } from './html-text.ts';
import { historyText } from './mermaid.ts';
import { metricSign } from './sign.ts';

const widthPx = 720;
const heightPx = 220;
const left = 64;
const right = 96;
const top = 16;
const bottom = 34;

/** A tick at each round number: 1, 2 or 5 times a power of ten. */
function ticks(low: number, high: number): readonly number[] {
  const rough = (high - low) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const first = Math.ceil(low / step);
  const count = Math.min(12, Math.floor(high / step) - first + 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}

function px(value: number): string {
  return value.toFixed(1);
}

/** Main as a line, run by run, and this change as a point after it. */
export function historySvg(chart: HistoryChart, metric: MetricVerdict | undefined): string {
  const values = chart.points.map(({ value }) => value);
  const candidate = metric?.candidate ?? null;
  const all = candidate === null ? values : [...values, candidate];
  const least = Math.min(...all);
  const most = Math.max(...all);
  const room = (most - least) * 0.12 || Math.abs(most) * 0.05 || 1;
  const [low, high] = [least - room, most + room];
  const steps = Math.max(1, values.length - 1 + (candidate === null ? 0 : 1));
  const x = (index: number): number => left + (index / steps) * (widthPx - left - right);
  const y = (value: number): number => top + ((high - value) / (high - low)) * (heightPx - top - bottom);
  const path = values
    .map((value, index) => `${index === 0 ? 'M' : 'L'}${px(x(index))} ${px(y(value))}`)
    .join('');
  const dots = chart.points.map(({ commit, value, at }, index) => {
    const title = `${commit.slice(0, 7)} · ${at.slice(0, 10)} · ${formatValue(value, chart)}`;
    return `<circle class="run" cx="${px(x(index))}" cy="${px(y(value))}" r="3"><title>${htmlText(title)}</title></circle>`;
  });
  const grid = ticks(low, high).map((tick) => {
    const at = px(y(tick));
    return `<line class="grid" x1="${left}" x2="${widthPx - right}" y1="${at}" y2="${at}"/><text class="tick" x="${left - 8}" y="${px(y(tick) + 4)}" text-anchor="end">${htmlText(formatValue(tick, chart))}</text>`;
  });
  const here =
    candidate === null || metric === undefined
      ? ''
      : candidateMark(x(steps), y(candidate), metric, candidate, chart);
  return [
    `<svg class="history" viewBox="0 0 ${widthPx} ${heightPx}" role="img" aria-label="${htmlText(historyText(chart))}">`,
    ...grid,
    `<path class="main" d="${path}"/>`,
    ...dots,
    here,
    `<text class="tick" x="${left}" y="${heightPx - 10}">${values.length} runs of main, oldest first</text>`,
    '</svg>',
  ].join('');
}

function candidateMark(
  x: number,
  y: number,
  metric: MetricVerdict,
  value: number,
  chart: HistoryChart,
): string {
  const { tone } = metricSign(metric);
  return `<circle class="here ${tone}" cx="${px(x)}" cy="${px(y)}" r="5"/><text class="label ${tone}" x="${px(x + 10)}" y="${px(y + 4)}">${htmlText(formatValue(value, chart))}</text>`;
}
