import { formatCount, type Verdict } from '@weighbridge/contract';
import { countOf } from './count-text.ts';
import { type Block, paragraph } from './document.ts';
import { maxNameChars } from './metric-row.ts';
import { overall } from './sentences.ts';
import { cut } from './visible.ts';

/** `25 examples are newly wrong and 12 newly right, of the 400 that were evaluated.` */
export function countsSentence(verdict: Verdict): readonly Block[] {
  const { newlyFailing, newlyPassing } = verdict.examples.counts;
  const metric = overall(verdict).find(({ observed }) => observed !== null);
  const observed = metric?.observed;
  if (metric === undefined || observed === null || observed === undefined) return [];
  const of = `of the ${formatCount(observed.n)} that both sides evaluated`;
  if (newlyFailing + newlyPassing > 0) {
    const counts = bothWays([newlyFailing, 'newly wrong'], [newlyPassing, 'newly right']);
    return [paragraph(`${counts}, ${of}.`)];
  }
  if (observed.worse + observed.better === 0) return [];
  const counts = bothWays([observed.worse, 'worse'], [observed.better, 'better']);
  return [paragraph(`By ${cut(metric.name, maxNameChars)} ${counts}, ${of}.`)];
}

/** `25 examples are newly wrong and 12 newly right`; what there is comes before what there is none of. */
function bothWays(bad: readonly [number, string], good: readonly [number, string]): string {
  const [[count, word], [other, otherWord]] = bad[0] === 0 ? [good, bad] : [bad, good];
  const are = count === 1 ? 'is' : 'are';
  return `${countOf(count, 'example')} ${are} ${word} and ${other === 0 ? 'none' : formatCount(other)} ${otherWord}`;
}
