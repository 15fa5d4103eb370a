import type { Verdict } from '@weighbridge/contract';
import { card } from './card.ts';
import { changesSection } from './changes-section.ts';
import { countOf } from './count-text.ts';
import { countsSentence } from './counts-sentence.ts';
import type { Block, Card, Fold } from './document.ts';
import { explanationBlocks } from './explanation.ts';
import { historySection } from './history-section.ts';
import { inOrder, metricTable } from './metric-row.ts';
import { isQuiet } from './quiet.ts';
import { failingSection } from './sections.ts';
import { aggregatesLine } from './sentences.ts';

/** A page has room for all: what a comment folds away or leaves out stands here. */
export function htmlCard(verdict: Verdict): Card {
  const short = card(verdict);
  // The line of a pass says what the table above it says already, but for aggregates.
  const [line] = short.blocks;
  const said = verdict.outcome === 'pass' && line?.kind === 'paragraph';
  const rest = said ? [...aggregatesLine(verdict), ...short.blocks.slice(1)] : short.blocks;
  const blocks = rest.filter(
    (block) => !(block.kind === 'fold' && replaced.has(block.section)) && block.kind !== 'metrics',
  );
  const last = blocks.findIndex((block) => block.kind === 'fold');
  const at = last === -1 ? blocks.length : last;
  const quiet = isQuiet(verdict) ? quietSections(verdict) : [];
  return {
    ...short,
    blocks: [...tables(verdict), ...blocks.slice(0, at), ...slices(verdict), ...quiet, ...blocks.slice(at)],
  };
}

const replaced: ReadonlySet<Fold['section']> = new Set(['more metrics', 'slices']);

/** Every metric, and the slices that block; nothing where there was nothing to compare with, as values alone have a line. */
function tables(verdict: Verdict): readonly Block[] {
  const metrics = inOrder(verdict.metrics.filter(({ slice, gate }) => slice === null || gate === 'block'));
  return metrics.some(({ delta }) => delta !== null) ? [metricTable(verdict, metrics)] : [];
}

function slices(verdict: Verdict): readonly Block[] {
  const all = inOrder(verdict.metrics.filter(({ slice, gate }) => slice !== null && gate !== 'block'));
  if (all.length === 0 || all.every(({ delta }) => delta === null)) return [];
  return [
    {
      kind: 'fold',
      section: 'slices',
      summary: [countOf(all.length, 'slice')],
      blocks: [metricTable(verdict, all)],
    },
  ];
}

/** What three lines leave out of a pass. */
function quietSections(verdict: Verdict): readonly Block[] {
  const blocks = explanationBlocks(verdict);
  return [
    ...countsSentence(verdict),
    ...failingSection(verdict),
    ...changesSection(verdict),
    ...historySection(verdict),
    ...(blocks.length === 0
      ? []
      : [{ kind: 'fold', section: 'explanation', summary: ['How this was decided'], blocks } as const]),
  ];
}
