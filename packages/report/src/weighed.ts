import type { MetricVerdict, Verdict } from '@weighbridge/contract';
import { changesSection } from './changes-section.ts';
import { countsSentence } from './counts-sentence.ts';
import { type Block, paragraph } from './document.ts';
import { explanationBlocks } from './explanation.ts';
import { historySection } from './history-section.ts';
import { inOrder, metricName, metricTable, moved, suiteCount } from './metric-row.ts';
import { maxRows, moreMetrics } from './more-metrics.ts';
import { news } from './news.ts';
import { reasonBlocks } from './reason-blocks.ts';
import { failingSection, missingSection, slicesSection, textsSection } from './sections.ts';
import { mustPassSentence, quietLine, unsureSentence, valuesLine } from './sentences.ts';
import { toDecide } from './to-decide.ts';

const maxUnsureSentences = 2;

function explanation(verdict: Verdict): readonly Block[] {
  const blocks = explanationBlocks(verdict);
  return blocks.length === 0
    ? []
    : [{ kind: 'fold', section: 'explanation', summary: ['How this was decided'], blocks }];
}

function folds(verdict: Verdict, shown: ReadonlySet<MetricVerdict>): readonly Block[] {
  return [
    ...failingSection(verdict),
    ...textsSection(verdict),
    ...missingSection(verdict),
    ...slicesSection(verdict, shown),
    ...changesSection(verdict),
    ...historySection(verdict),
    ...explanation(verdict),
  ];
}

/** Table, counts, and what is folded: for every verdict that rests on numbers. */
export function weighed(verdict: Verdict): readonly Block[] {
  const movers = inOrder(verdict.metrics.filter(moved));
  const unsure = movers.filter(({ outcome }) => outcome === 'inconclusive');
  const sentences = [
    ...toDecide(unsure),
    ...mustPassSentence(verdict),
    ...countsSentence(verdict),
    ...reasonBlocks(news(verdict)),
  ];
  const [first] = movers;
  const oneBetter = movers.length === 1 && first?.outcome === 'improved' && first.slice === null;
  if (first === undefined || (verdict.outcome === 'pass' && oneBetter)) {
    return [paragraph(...quietLine(verdict)), ...sentences, ...folds(verdict, new Set())];
  }
  if (movers.length === unsure.length && unsure.length <= maxUnsureSentences) {
    const suites = suiteCount(verdict);
    const lines = unsure.map((metric) => unsureSentence(metric, metricName(metric, suites)));
    return [
      ...lines,
      ...sentences,
      ...moreMetrics(verdict, new Set(unsure)),
      ...folds(verdict, new Set(unsure)),
    ];
  }
  const rows = movers.slice(0, maxRows);
  const alone = rows.every(({ delta }) => delta === null);
  const table = alone ? valuesLine(verdict) : [metricTable(verdict, rows)];
  return [...table, ...sentences, ...moreMetrics(verdict, new Set(rows)), ...folds(verdict, new Set(rows))];
}
