import type { MetricVerdict, Verdict } from '@weighbridge/contract';
import { countOf, listed } from './count-text.ts';
import { type Block, code, type Fold, type Inline, joined, paragraph, type SectionName } from './document.ts';
import { failed, inOrder, maxNameChars, metricTable } from './metric-row.ts';
import { cut } from './visible.ts';

const maxTextChars = 300;
const maxIdChars = 120;

function fold(section: SectionName, summary: readonly Inline[] | string, blocks: readonly Block[]): Fold {
  return { kind: 'fold', section, summary: typeof summary === 'string' ? [summary] : summary, blocks };
}

function names(ids: readonly string[], count: number): Block {
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

function paramChange(param: Verdict['context']['changed']['params'][number]): readonly Inline[] {
  const value = (text: string | null): Inline => (text === null ? 'none' : code(cut(text, 40)));
  return [code(cut(param.key, maxNameChars)), ' ', value(param.before), ' → ', value(param.after)];
}

function changesSummary({
  files,
  fileCount,
  params,
  policy,
  why,
}: Verdict['context']['changed']): readonly Inline[] {
  const parts: (readonly Inline[])[] = [];
  if (fileCount > 0 || files.length > 0) parts.push([countOf(Math.max(fileCount, files.length), 'file')]);
  const [only] = params;
  if (params.length === 1 && only !== undefined) parts.push(paramChange(only));
  else if (params.length > 1) parts.push([countOf(params.length, 'parameter')]);
  if (policy.length > 0) parts.push(['the policy']);
  if (parts.length === 0) parts.push([countOf(why.length, 'reason')]);
  return ['What changed: ', ...joined(parts, ', ')];
}

/** Files, parameters and what the change does to the policy, which does not judge it. */
export function changesSection({ context: { changed } }: Verdict): readonly Fold[] {
  const { files, fileCount, params, policy, why } = changed;
  const blocks: Block[] = [];
  if (policy.length > 0) {
    blocks.push(paragraph('This change also edits what it is judged by. Main’s version judged it:'), {
      kind: 'list',
      items: policy.map((line) => [cut(line, maxTextChars)]),
      left: 0,
    });
  }
  const rows = params.map((param) =>
    [param.file, param.key, param.before, param.after].map((text) => [
      text === null ? 'none' : code(cut(text, maxNameChars)),
    ]),
  );
  if (rows.length > 0)
    blocks.push({ kind: 'table', heads: ['file', 'parameter', 'main', 'this change'], rows, left: 0 });
  if (files.length > 0) blocks.push(names(files, fileCount));
  else if (why.length > 0)
    blocks.push({ kind: 'list', items: why.map((line) => [cut(line, maxTextChars)]), left: 0 });
  return blocks.length === 0 ? [] : [fold('changes', changesSummary(changed), blocks)];
}

export function logSection({ context: { log } }: Verdict): readonly Fold[] {
  if (log.length === 0) return [];
  const summary = log.length === 1 ? 'Last line of its log' : `Last ${log.length} lines of its log`;
  return [fold('log', summary, [{ kind: 'log', lines: log.map((line) => cut(line, 500)) }])];
}

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
