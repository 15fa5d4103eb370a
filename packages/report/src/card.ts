import type { Verdict } from '@weighbridge/contract';
import { changesSection } from './changes-section.ts';
import { type Block, type Card, paragraph } from './document.ts';
import { foot } from './foot.ts';
import { heading } from './heading.ts';
import { news } from './news.ts';
import { notWeighed } from './not-weighed.ts';
import { acceptedBlocks, provenance } from './provenance.ts';
import { isQuiet } from './quiet.ts';
import { reasonBlocks } from './reason-blocks.ts';
import { firstWeighingSentence, mustPassSentence, quietLine, valuesLine } from './sentences.ts';
import { verdictSign } from './sign.ts';
import { weighed } from './weighed.ts';
import { whatNow } from './what-now.ts';

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
        ...reasonBlocks(news(verdict)),
        ...changesSection(verdict),
      ];
    case 'not-comparable':
    case 'incomplete':
    case 'stale-weights':
    case 'not-run':
    case 'error':
      return notWeighed(verdict);
    case 'untouched':
      return verdict.context.changed.policy.length === 0 ? [] : changesSection(verdict);
  }
}

/** All that a comment says of one model. */
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
