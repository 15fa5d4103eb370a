import type { Verdict } from '@weighbridge/contract';
import { listed } from './count-text.ts';
import type { Fold } from './document.ts';
import { maxNameChars } from './metric-row.ts';
import { fold } from './sections.ts';
import { cut } from './visible.ts';

const minHistoryPoints = 2;
const maxHistoryPoints = 50;
const maxHistoryCharts = 3;

/** A chart for each metric that blocks, else for the first, where main was stored often enough to draw one. */
export function historySection(verdict: Verdict): readonly Fold[] {
  const overall = verdict.metrics.filter((metric) => metric.slice === null && metric.gate !== 'off');
  const blocking = overall.filter((metric) => metric.gate === 'block');
  const main = blocking.length > 0 ? blocking : overall.slice(0, 1);
  const charts = verdict.context.history.flatMap(({ metric, points }) => {
    const shape = main.find(({ name }) => name === metric);
    if (shape === undefined || points.length < minHistoryPoints) return [];
    const { unit, range } = shape;
    return [
      {
        kind: 'history',
        metric: cut(metric, maxNameChars),
        unit,
        range,
        points: points.slice(-maxHistoryPoints),
      } as const,
    ];
  });
  const shown = charts.slice(0, maxHistoryCharts);
  if (shown.length === 0) return [];
  const runs = Math.max(...shown.map((chart) => chart.points.length));
  const summary = `${listed(shown.map((chart) => chart.metric))} on main, last ${runs} runs`;
  return [fold('history', summary, shown)];
}
