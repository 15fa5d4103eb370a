import type { Verdict } from '@weighbridge/contract';
import { changesSection } from './changes-section.ts';
import { type Block, paragraph } from './document.ts';
import { withCode } from './heading.ts';
import { inOrder, metricTable } from './metric-row.ts';
import { maxRows, moreMetrics } from './more-metrics.ts';
import { news } from './news.ts';
import { maxReasonChars, reasonBlocks } from './reason-blocks.ts';
import { logSection, missingSection } from './sections.ts';
import { overall } from './sentences.ts';
import { cut } from './visible.ts';

/** Why there is no verdict by numbers, and what is known all the same. */
export function notWeighed(verdict: Verdict): readonly Block[] {
  const isFault = verdict.outcome === 'error' || verdict.outcome === 'incomplete';
  const said = /not a regression/iu.test([verdict.headline, ...verdict.reasons].join(' '));
  const shown = verdict.outcome === 'not-comparable' ? inOrder(overall(verdict)).slice(0, maxRows) : [];
  return [
    ...(isFault && !said ? [paragraph('This is not a regression.')] : []),
    ...(shown.length === 0 ? [] : [metricTable(verdict, shown)]),
    ...reasonBlocks(news(verdict)),
    ...differences(verdict),
    ...logSection(verdict),
    ...missingSection(verdict),
    ...moreMetrics(verdict, new Set(shown)),
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
