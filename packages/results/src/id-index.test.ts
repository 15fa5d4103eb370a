import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdIndex } from './id-index.ts';

test('ids are numbered in order of their first appearance', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3, unit: 'binary' })), (ids) => {
      const index = new IdIndex();
      const distinct = [...new Set(ids)];
      expect(ids.map((id) => index.numberOf(id))).toEqual(ids.map((id) => distinct.indexOf(id)));
      expect(index.ids).toEqual(distinct);
    }),
  );
});

test('many ids are found again after it has grown', () => {
  const index = new IdIndex();
  const ids = Array.from({ length: 50_000 }, (_, at) => `ex-${at}`);
  for (const id of ids) index.numberOf(id);
  expect(ids.every((id, at) => index.numberOf(id) === at)).toBe(true);
  expect(index.ids.length).toBe(ids.length);
});

test('ids that were chosen to meet in one slot are numbered all the same, and in time', () => {
  const colliding = chosenIds(3_000);
  const index = new IdIndex();
  expect(colliding.map((id) => index.numberOf(id))).toEqual(colliding.map((_, at) => at));
  expect(colliding.map((id) => index.numberOf(id))).toEqual(colliding.map((_, at) => at));
  expect(index.numberOf('another')).toBe(colliding.length);
});

/**
 * FNV-1a's state can be led to 0 by a suffix found by search, and stays there for every following NUL: so one prefix
 * gives as many texts of equal hash as it has lengths.
 */
function chosenIds(count: number): readonly string[] {
  const prefix = zeroStatePrefix();
  return Array.from({ length: count }, (_, at) => prefix + '\u0000'.repeat(at));
}

/** A text whose state is 0: the last code unit has to equal a state below 2^16. */
function zeroStatePrefix(): string {
  for (let number = 0; ; number++) {
    const text = `p${number}`;
    let state = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
    if (state >>> 16 === 0) return text + String.fromCharCode(state);
  }
}
