import type { MetricVerdict, Verdict } from '@weighbridge/contract';
import { countOf } from './count-text.ts';
import { type Block, code, type Fold, type Inline, type SectionName } from './document.ts';
import { failed, inOrder, metricTable } from './metric-row.ts';
import { cut } from './visible.ts';

const maxTextChars = 300;
const maxIdChars = 120;

export function fold(
  section: SectionName,
  summary: readonly Inline[] | string,
  blocks: readonly Block[],
): Fold {
  return { kind: 'fold', section, summary: typeof summary === 'string' ? [summary] : summary, blocks };
}

/** Ids side by side, and how many of them are not listed. */
export function names(ids: readonly string[], count: number): Block {
  return {
    kind: 'names',
    names: ids.map((id) => cut(id, maxIdChars)),
    left: Math.max(0, count - ids.length),
  };
}

export function failingSection({ examples }: Verdict): readonly Fold[] {
  const count = examples.counts.newlyFailing;
  if (examples.newlyFailing.length === 0) return [];
  return [
    fold('newly failing examples', countOf(count, 'newly failing example'), [
      names(examples.newlyFailing, count),
    ]),
  ];
}

/** Only where the store keeps texts. */
export function textsSection(verdict: Verdict): readonly Fold[] {
  const texts = verdict.context.examples;
  if (texts.length === 0) return [];
  const cell = (text: string | null): readonly Inline[] => [text === null ? '—' : cut(text, maxTextChars)];
  const rows = texts.map((text) => [
    [code(cut(text.id, maxIdChars))],
    cell(text.label),
    cell(text.baseline),
    cell(text.candidate),
  ]);
  const table: Block = {
    kind: 'table',
    heads: ['example', 'expected', 'main said', 'this change says'],
    rows,
    left: 0,
  };
  return [fold('texts of examples', `What ${texts.length === 1 ? 'it' : 'they'} said`, [table])];
}

export function missingSection({ examples }: Verdict): readonly Fold[] {
  const count = examples.counts.removed;
  if (count === 0) return [];
  return [
    fold('missing examples', `${countOf(count, 'example')} without a result`, [
      names(examples.removed, count),
    ]),
  ];
}

/** Slices that moved; those that failed and gate stand in the table already. */
export function slicesSection(verdict: Verdict, shown: ReadonlySet<MetricVerdict>): readonly Fold[] {
  const slices = verdict.metrics.filter(
    (metric) =>
      metric.slice !== null && !shown.has(metric) && (failed(metric) || metric.outcome === 'improved'),
  );
  if (slices.length === 0) return [];
  const anySlice = [...shown].some(({ slice }) => slice !== null);
  const summary = `${countOf(slices.length, anySlice ? 'more slice' : 'slice')} moved`;
  return [fold('slices', summary, [metricTable(verdict, inOrder(slices))])];
}

export function logSection({ context: { log } }: Verdict): readonly Fold[] {
  if (log.length === 0) return [];
  const summary = log.length === 1 ? 'Last line of its log' : `Last ${log.length} lines of its log`;
  return [fold('log', summary, [{ kind: 'log', lines: log.map((line) => cut(line, 500)) }])];
}
