import type { Verdict } from '@weighbridge/contract';
import { countOf } from './count-text.ts';
import { type Block, type Card, code, type Inline, paragraph } from './document.ts';
import { explanationBlocks } from './explanation.ts';
import { foot } from './foot.ts';
import { failed, inOrder, maxNameChars, metricName, metricTable, moved, suiteCount } from './metric-row.ts';
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
    verdict.context.changed.policy.length === 0
  );
}

function reasons(verdict: Verdict): readonly Block[] {
  const [only, ...others] = verdict.reasons.filter((reason) => reason !== verdict.headline);
  if (only === undefined) return [];
  if (others.length === 0) return [paragraph(...withCode(cut(only, maxReasonChars)))];
  const shown = [only, ...others].slice(0, maxReasons);
  const items = shown.map((reason) => withCode(cut(reason, maxReasonChars)));
  return [{ kind: 'list', items, left: others.length + 1 - shown.length }];
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

function moreMetrics(verdict: Verdict, shown: ReadonlySet<unknown>): readonly Block[] {
  const left = inOrder(
    verdict.metrics.filter(
      (metric) => !shown.has(metric) && (metric.slice === null || metric.gate !== 'off'),
    ),
  );
  const { aggregates } = verdict;
  if (left.length + aggregates.length === 0) return [];
  const blocks: Block[] = left.length === 0 ? [] : [metricTable(verdict, left)];
  if (aggregates.length > 0) {
    blocks.push(
      paragraph(
        `${aggregates.map(({ name, baseline, candidate }) => `${cut(name, maxNameChars)} ${baseline ?? '—'} → ${candidate ?? '—'}`).join(' · ')} (reported as a whole; decides nothing)`,
      ),
    );
  }
  const word = shown.size === 0 ? 'metric' : 'more metric';
  return [
    {
      kind: 'fold',
      section: 'more metrics',
      summary: [countOf(left.length + aggregates.length, word)],
      blocks,
    },
  ];
}

function explanation(verdict: Verdict): readonly Block[] {
  const blocks = explanationBlocks(verdict);
  return blocks.length === 0
    ? []
    : [{ kind: 'fold', section: 'explanation', summary: ['How this was decided'], blocks }];
}

function folds(verdict: Verdict, shown: ReadonlySet<unknown>): readonly Block[] {
  return [
    ...moreMetrics(verdict, shown),
    ...failingSection(verdict),
    ...textsSection(verdict),
    ...missingSection(verdict),
    ...slicesSection(verdict),
    ...changesSection(verdict),
    ...historySection(verdict),
    ...explanation(verdict),
  ];
}

/** Table, counts, and what is folded: for every verdict that rests on numbers. */
function weighed(verdict: Verdict): readonly Block[] {
  const suites = suiteCount(verdict);
  const movers = inOrder(verdict.metrics.filter(moved));
  const unsure = overall(verdict).filter(({ outcome }) => outcome === 'inconclusive');
  const onlyUnsure = movers.length === unsure.length && unsure.length <= maxUnsureSentences;
  const onlyBetter =
    verdict.outcome === 'pass' &&
    movers.length === 1 &&
    movers[0]?.outcome === 'improved' &&
    movers[0].slice === null;
  if (onlyBetter) {
    const shown = new Set<unknown>(overall(verdict));
    return [paragraph(...quietLine(verdict)), ...countsSentence(verdict), ...folds(verdict, shown)];
  }
  const table = onlyUnsure ? [] : movers.slice(0, maxRows);
  const shown = new Set<unknown>(onlyUnsure ? unsure : table);
  return [
    ...(table.length === 0 ? [] : [metricTable(verdict, table)]),
    ...(onlyUnsure ? unsure.map((metric) => unsureSentence(metric, metricName(metric, suites))) : []),
    ...toDecide(unsure),
    ...mustPassSentence(verdict),
    ...countsSentence(verdict),
    ...folds(verdict, shown),
  ];
}

function notWeighed(verdict: Verdict): readonly Block[] {
  const isFault = verdict.outcome === 'error' || verdict.outcome === 'incomplete';
  return [
    ...(isFault && !/not a regression/iu.test(verdict.reasons.join(' '))
      ? [paragraph('This is not a regression.')]
      : []),
    ...reasons(verdict),
    ...differences(verdict),
    ...logSection(verdict),
    ...missingSection(verdict),
    ...moreMetrics(verdict, new Set()),
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
