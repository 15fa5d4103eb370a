import type { MetricVerdict, Verdict } from '@weighbridge/contract';
import { countOf } from './count-text.ts';
import type { Block } from './document.ts';
import { inOrder, metricTable } from './metric-row.ts';
import { aggregatesLine } from './sentences.ts';

/** At most so many rows stand open in a table. */
export const maxRows = 8;

/** Metrics over all examples that the table does not show, folded. */
export function moreMetrics(verdict: Verdict, shown: ReadonlySet<MetricVerdict>): readonly Block[] {
  const left = inOrder(verdict.metrics.filter((metric) => !shown.has(metric) && metric.slice === null));
  const aggregates = aggregatesLine(verdict);
  if (left.length + aggregates.length === 0) return [];
  const blocks = [...(left.length === 0 ? [] : [metricTable(verdict, left)]), ...aggregates];
  const count = countOf(left.length + verdict.aggregates.length, shown.size === 0 ? 'metric' : 'more metric');
  return [{ kind: 'fold', section: 'more metrics', summary: [count], blocks }];
}
