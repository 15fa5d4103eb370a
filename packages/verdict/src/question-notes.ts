import { formatCount, formatValue } from '@weighbridge/contract';
import { floorOf } from './family.ts';
import { fewestExamples } from './levels.ts';
import { unturned } from './metric-shape.ts';
import type { Question } from './question.ts';

/** What a reader of one number has to know beside it. */
export function questionNotes(question: Question): string[] {
  const { shape, comparison } = question;
  const notes = [...question.notes];
  if (question.slice === null) {
    if (question.missing > 0)
      notes.push(
        question.missing === 1
          ? '1 planned example has no value of it'
          : `${formatCount(question.missing)} planned examples have no value of it`,
      );
    const floor = floorOf(question);
    if (floor?.below) {
      const text = (y: number): string =>
        formatValue(unturned(shape, y), { unit: shape.policy.unit ?? null, range: shape.range });
      const side = shape.sign === 1 ? 'below' : 'above';
      notes.push(`estimated at ${text(floor.estimate)}, ${side} its floor of ${text(floor.value)}`);
    }
  }
  if (comparison === undefined) return notes;
  if (typeof comparison.amounts === 'string') notes.push(comparison.amounts);
  if (question.role === 'shown') {
    notes.push("shown and not judged: main's nearest stored run is of another model key");
    return notes;
  }
  if (comparison.estimate.n < fewestExamples)
    notes.push(
      `${comparison.estimate.n} examples on both sides; fewer than ${fewestExamples} decide nothing`,
    );
  const missing = comparison.tests?.held.missing;
  if (missing !== undefined && !missing.held)
    notes.push(
      shape.kind === 'quantity'
        ? 'cannot be called held while rows are missing: without a range they have no worst value'
        : 'with its missing rows at their worst it cannot be called held',
    );
  if (shape.kind === 'quantity' && comparison.estimate.variance === 0)
    notes.push('every example differs by the same share, so that nothing shows how far the next one would');
  return notes;
}
