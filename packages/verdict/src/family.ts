import { benjaminiHochberg, holm, type Step } from '@weighbridge/statistics';
import type { Question } from './question.ts';

/** What the family of tests says of one question. */
export interface Weighed {
  readonly regressed: boolean;
  readonly belowFloor: boolean;
  /** One-sided level that `regressed` had to reach: the upper end of the printed interval is its. */
  readonly alpha: number;
  /** Level of a single step, for the smallest detectable drop: α over the size of the family. */
  readonly smallestAlpha: number;
  readonly holm: (Step & { readonly alpha: number; readonly family: number }) | undefined;
}

/**
 * Weighs all tests of a model together: Holm over gating metrics, declared slices and floors; Benjamini and Hochberg over slices that were
 * not declared; what only warns stands alone.
 *
 * @param alpha the model's share of the change's false-block rate
 */
export function weighFamily(questions: readonly Question[], alpha: number): readonly Weighed[] {
  const hypotheses = questions.flatMap((question, index) => {
    if (question.role === 'warns') return [];
    const drop =
      question.role === 'gates' && question.comparison !== undefined
        ? [{ index, kind: 'drop' as const, p: regressedP(question) }]
        : [];
    const floor = floorOf(question);
    const gates = question.role === 'gates' || question.shape.gate === 'block';
    return floor === undefined || !gates
      ? drop
      : [...drop, { index, kind: 'floor' as const, p: judged(question, floor.p) }];
  });
  const family = hypotheses.length;
  const steps = holm(
    hypotheses.map(({ p }) => p),
    alpha,
  );
  const placeOf = new Map(hypotheses.map(({ index, kind }, place) => [`${kind} ${index}`, place]));
  const stepOf = (index: number, kind: 'drop' | 'floor'): Step | undefined =>
    steps[placeOf.get(`${kind} ${index}`) ?? -1];
  const reported = questions.flatMap((question, index) => (isReported(question) ? [index] : []));
  const flagged = benjaminiHochberg(
    reported.map((index) => regressedP(questions[index] as Question)),
    alpha,
  );
  const warned = new Set(reported.filter((_, place) => flagged[place]));
  // The level at which Benjamini and Hochberg's last rejection stood: intervals at it exclude what was rejected and nothing else.
  const warningAlpha = (alpha * Math.max(1, warned.size)) / Math.max(1, reported.length);
  return questions.map((question, index): Weighed => {
    const drop = stepOf(index, 'drop');
    const floor = stepOf(index, 'floor');
    const alone = question.role === 'warns' && !question.reported;
    return {
      regressed: drop?.rejected ?? (alone ? regressedP(question) <= alpha : warned.has(index)),
      belowFloor: floor?.rejected ?? (alone && judged(question, floorOf(question)?.p ?? Number.NaN) <= alpha),
      alpha: drop?.level ?? (isReported(question) ? warningAlpha : alpha),
      smallestAlpha: drop === undefined ? alpha : alpha / Math.max(1, family),
      holm: drop === undefined ? undefined : { ...drop, alpha, family },
    };
  });
}

const isReported = (question: Question): boolean => question.role === 'warns' && question.reported;

/** Of slices and of examples that are not judged, nothing rejects. */
const judged = (question: Question, p: number): number => (question.tooManyMissing ? Number.NaN : p);

function regressedP(question: Question): number {
  return judged(question, question.comparison?.tests?.regressed.p ?? Number.NaN);
}

export function floorOf(question: Question) {
  return question.alone?.floor ?? question.comparison?.tests?.floor;
}
