import type { Question } from './question.ts';

/** How a number was decided, in one line; the formulas stand in docs/statistics.md. */
export function methodText(question: Question): string {
  const { shape, comparison, alone } = question;
  if (comparison === undefined)
    return alone === undefined
      ? 'nothing was measured'
      : `the change alone: ${shape.kind === 'pass-fail' ? "Wilson's interval" : 't interval'}`;
  const { estimate, tests } = comparison;
  const full = estimate.n === estimate.total;
  const estimator = full
    ? shape.kind === 'quantity' && estimate.ratio !== 1
      ? 'paired ratio of means'
      : 'paired means'
    : shape.kind === 'quantity' && estimate.ratio !== 1
      ? 'regression estimator, ratio of means'
      : 'regression estimator';
  if (question.role === 'shown') return `${estimator}; shown, not judged`;
  const regressed = {
    t: 't',
    't-and-mid-p': "the larger p of t and McNemar's mid-p",
    't-and-pairs': 'the larger p of t and of the pairs alone',
    'sign-flip': 'sign-flip permutation',
    'no-variance': 'every pair differs by the same',
    'too-few': 'too few examples to decide',
    none: 'no test',
  }[tests?.regressed.test ?? 'none'];
  const held = shape.kind === 'quantity' ? 't, of the pairs alone too' : "Tango's score variance";
  return `${estimator}; regressed: ${regressed}; held: ${held}`;
}
