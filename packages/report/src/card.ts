import type { MetricVerdict, Verdict } from '@weighbridge/contract';
import { capitalised, countOf } from './count-text.ts';
import { type Block, type Card, code, type Inline, paragraph } from './document.ts';
import { explanationBlocks } from './explanation.ts';
import { foot } from './foot.ts';
import { failed, inOrder, maxNameChars, metricName, metricTable, moved, suiteCount } from './metric-row.ts';
import { news } from './news.ts';
import {
  changesSection,
  failingSection,
  historySection,
  logSection,
  missingSection,
  slicesSection,
  textsSection,
} from './sections.ts';
import {
  aggregatesLine,
  countsSentence,
  firstWeighingSentence,
  mustPassSentence,
  overall,
  quietLine,
  unsureSentence,
  valuesLine,
} from './sentences.ts';
import { verdictSign } from './sign.ts';
import { cut } from './visible.ts';
import { toDecide, whatNow } from './what-now.ts';

const maxHeadingChars = 300;
const maxReasonChars = 600;
const maxRows = 8;
const maxReasons = 20;
const maxUnsureSentences = 2;

/** `mode: observe` between backticks becomes code; what the backticks hold is escaped as everything else is. */
export function withCode(text: string): readonly Inline[] {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return [text];
  return parts.flatMap((part, index): Inline[] => (part === '' ? [] : [index % 2 === 1 ? code(part) : part]));
}

/** The sentence that decides; it names the model, also where the headline leaves that to its reader. */
export function heading(verdict: Verdict): readonly Inline[] {
  const headline = cut(verdict.headline, maxHeadingChars);
  const named = headline.includes(verdict.model);
  return withCode(named ? headline : `${cut(verdict.model, maxNameChars)}: ${headline}`);
}

/** A pass of which nothing moved and nothing has to be said: it needs no more than three lines, among others one. */
export function isQuiet(verdict: Verdict): boolean {
  const { counts } = verdict.examples;
  return (
    verdict.outcome === 'pass' &&
    verdict.accepted.length === 0 &&
    !verdict.metrics.some((metric) => moved(metric) || failed(metric)) &&
    counts.mustPassFailing + counts.removed === 0 &&
    verdict.context.changed.policy.length === 0 &&
    news(verdict).length === 0
  );
}

/** Reasons are written to stand in a list; alone they are a sentence. */
function sentence(inlines: readonly Inline[]): readonly Inline[] {
  const [first, ...others] = inlines;
  const start = typeof first === 'string' ? [capitalised(first), ...others] : inlines;
  const last = start.at(-1);
  return typeof last === 'string' && /[.!?…]$/u.test(last) ? start : [...start, '.'];
}

export function reasonBlocks(reasons: readonly string[]): readonly Block[] {
  const shown = reasons.slice(0, maxReasons).map((reason) => withCode(cut(reason, maxReasonChars)));
  const [only] = shown;
  if (only === undefined) return [];
  if (shown.length === 1) return [paragraph(...sentence(only))];
  return [{ kind: 'list', items: shown, left: reasons.length - shown.length }];
}

/** Who made the numbers and by whose rules, where that is not what a reader assumes. */
function provenance(verdict: Verdict): readonly Block[] {
  const blocks: Block[] = [];
  if (verdict.policy === 'head' && verdict.kind === 'pr' && verdict.outcome !== 'no-baseline') {
    blocks.push(paragraph('Judged by this change’s own weighbridge.yml: main has none for this model.'));
  }
  if (verdict.trust === 'fork') {
    blocks.push(
      paragraph('These numbers were made by the fork’s own run; only a trusted re-run proves them.'),
    );
  }
  if (
    verdict.mode === 'observe' &&
    verdict.outcome === 'regressed' &&
    !verdict.headline.includes('observe')
  ) {
    blocks.push(paragraph('Nothing is blocked here: ', code('gate.mode: observe'), '.'));
  }
  return blocks;
}

function acceptedBlocks(verdict: Verdict): readonly Block[] {
  return verdict.accepted.map(({ metric, by, until, why }) =>
    paragraph(
      `${cut(by, maxNameChars)} agreed to the change of ${cut(metric, maxNameChars)}${until === null ? '' : ` until ${cut(until, 20)}`}: “${cut(why, maxReasonChars)}”`,
    ),
  );
}

function moreMetrics(verdict: Verdict, shown: ReadonlySet<MetricVerdict>): readonly Block[] {
  const left = inOrder(verdict.metrics.filter((metric) => !shown.has(metric) && metric.slice === null));
  const aggregates = aggregatesLine(verdict);
  if (left.length + aggregates.length === 0) return [];
  const blocks = [...(left.length === 0 ? [] : [metricTable(verdict, left)]), ...aggregates];
  const count = countOf(left.length + verdict.aggregates.length, shown.size === 0 ? 'metric' : 'more metric');
  return [{ kind: 'fold', section: 'more metrics', summary: [count], blocks }];
}

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
function weighed(verdict: Verdict): readonly Block[] {
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
  if (verdict.outcome === 'pass' && (first === undefined || oneBetter)) {
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
  const table = rows.length === 0 ? [] : [metricTable(verdict, rows)];
  return [...table, ...sentences, ...moreMetrics(verdict, new Set(rows)), ...folds(verdict, new Set(rows))];
}

function notWeighed(verdict: Verdict): readonly Block[] {
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

function body(verdict: Verdict): readonly Block[] {
  if (isQuiet(verdict)) return [paragraph(...quietLine(verdict))];
  switch (verdict.outcome) {
    case 'pass':
    case 'regressed':
    case 'inconclusive':
      return weighed(verdict);
    case 'no-baseline':
      return [
        ...valuesLine(verdict),
        firstWeighingSentence(verdict),
        ...mustPassSentence(verdict),
        ...changesSection(verdict),
      ];
    case 'not-comparable':
    case 'incomplete':
    case 'stale-weights':
    case 'not-run':
    case 'error':
      return notWeighed(verdict);
    case 'untouched':
      return [];
  }
}

export function card(verdict: Verdict): Card {
  const first = acceptedBlocks(verdict);
  const last = [...provenance(verdict), ...whatNow(verdict)];
  return {
    model: verdict.model,
    ...verdictSign(verdict),
    heading: heading(verdict),
    blocks: [...first, ...body(verdict), ...last],
    foot: foot(verdict),
  };
}
