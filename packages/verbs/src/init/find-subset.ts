import { countText } from './count-text.ts';
import type { FoundExamples } from './find-examples.ts';
import type { Trial } from './trial.ts';

/** At most so many examples on a pull request, where there are more. */
const subsetSize = 400;

/** What is known of whether pull requests can evaluate a part of the examples. */
export type Subset =
  | { readonly size: number }
  /** The command wrote rows that it was not asked for, or nobody saw whether it does. */
  | { readonly size: undefined; readonly because: 'more-written' | 'not-seen' };

/**
 * A subset, where the trial showed that the command keeps to the examples that it is given: a row too many makes `eval` refuse
 * all of them, on every pull request. Undefined where there are too few examples to take a part of.
 */
export function findSubset({ seen, ended }: Trial, examples: FoundExamples): Subset | undefined {
  if (examples.file.ids.length <= subsetSize) return undefined;
  if (seen?.unasked === undefined) return { size: undefined, because: 'not-seen' };
  if (seen.unasked > 0 || seen.unknown > 0) return { size: undefined, because: 'more-written' };
  // The rows of one that was ended may be the first of all that it would have written.
  return ended ? { size: subsetSize } : { size: undefined, because: 'not-seen' };
}

/** Why there is no subset, and what makes one possible; [] where there is one, or no need of one. */
export function withoutSubset(subset: Subset | undefined, examples: FoundExamples): readonly string[] {
  if (subset === undefined || subset.size !== undefined) return [];
  const why =
    subset.because === 'more-written'
      ? 'the command writes rows that it was not asked for'
      : 'nobody saw whether the command keeps to the examples that it is given';
  return [
    `No \`subset\`, so a pull request evaluates all ${countText(examples.file.ids.length)} examples: ${why}. Once it reads its examples from the file that WEIGHBRIDGE_EXAMPLES names, and from no other, write \`subset: { size: ${subsetSize} }\`.`,
  ];
}
