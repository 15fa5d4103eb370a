import type { Verdict } from '@weighbridge/contract';
import { listed } from './count-text.ts';
import type { Fold } from './document.ts';
import { maxNameChars } from './metric-row.ts';
import { fold } from './sections.ts';
import { cut } from './visible.ts';

const minHistoryPoints = 2;
const maxHistoryPoints = 50;
const maxHistoryCharts = 3;

/** A chart a main metric, where main was stored often enough to draw one. */
export function historySection(verdict: Verdict): readonly Fold[] {
  const main = verdict.metrics.filter((metric) => metric.slice === null && metric.gate !== 'off');
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
