import type { Verdict } from '@weighbridge/contract';
import { type Block, code, paragraph } from './document.ts';
import { maxNameChars } from './metric-row.ts';
import { maxReasonChars } from './reason-blocks.ts';
import { cut } from './visible.ts';

/** Who made the numbers and by whose rules, where that is not what a reader assumes. */
export function provenance(verdict: Verdict): readonly Block[] {
  const blocks: Block[] = [];
  if (judgedByItself(verdict)) {
    const file = 'Judged by this change’s own weighbridge.yml (';
    blocks.push(paragraph(file, code('policy: head'), '): main has none for this model.'));
  }
  if (verdict.trust === 'fork' && verdict.metrics.length > 0) {
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

/** A change whose base says nothing of the model; main and given files have no base to be asked. */
function judgedByItself({ policy, kind, baseline }: Verdict): boolean {
  return policy === 'head' && kind !== 'main' && kind !== 'schedule' && baseline?.rung !== 'given';
}

/** Who agreed to a trade, until when, and in which words. */
export function acceptedBlocks(verdict: Verdict): readonly Block[] {
  return verdict.accepted.map(({ metric, by, until, why }) =>
    paragraph(
      `${cut(by, maxNameChars)} agreed to the change of ${cut(metric, maxNameChars)}${until === null ? '' : ` until ${cut(until, 20)}`}: “${cut(why, maxReasonChars)}”`,
    ),
  );
}
