import type { Verdict } from '@weighbridge/contract';
import { changesSection } from './changes-section.ts';
import { type Block, paragraph } from './document.ts';
import { withCode } from './heading.ts';
import { inOrder, metricTable } from './metric-row.ts';
import { maxRows, moreMetrics } from './more-metrics.ts';
import { news } from './news.ts';
import { maxReasonChars, reasonBlocks } from './reason-blocks.ts';
import { logSection, missingSection } from './sections.ts';
import { overall, valuesLine } from './sentences.ts';
import { cut } from './visible.ts';

/** Why there is no verdict by numbers, and what is known all the same. */
export function notWeighed(verdict: Verdict): readonly Block[] {
  const isFault = verdict.outcome === 'error' || verdict.outcome === 'incomplete';
  const said = /not a regression/iu.test([verdict.headline, ...verdict.reasons].join(' '));
  const metrics = inOrder(overall(verdict));
  const compared = verdict.outcome === 'not-comparable' && metrics.some(({ delta }) => delta !== null);
  const alone = verdict.outcome === 'not-comparable' && !compared;
  const shown = compared ? metrics.slice(0, maxRows) : [];
  return [
    ...(isFault && !said ? [paragraph('This is not a regression.')] : []),
    ...(compared ? [metricTable(verdict, shown)] : []),
    ...(alone ? valuesLine(verdict) : []),
    ...reasonBlocks(news(verdict)),
    ...differences(verdict),
    ...logSection(verdict),
    ...missingSection(verdict),
    ...(alone ? [] : moreMetrics(verdict, new Set(shown))),
    ...changesSection(verdict),
  ];
}

function differences({ notComparable, headline, reasons: said }: Verdict): readonly Block[] {
  const all = [headline, ...said].join('\n');
  const items = notComparable
    .filter((name) => !all.includes(name))
    .map((name) => withCode(cut(name, maxReasonChars)));
  return items.length === 0 ? [] : [paragraph('What differs:'), { kind: 'list', items, left: 0 }];
}
