import { expect, test } from 'vitest';
import { explainBadJson } from './bad-json.ts';

test.each([
  ['{"id": "NaN", "metrics": {"x": nan}}', 'the value of "x" in column 32 is nan, which is no number'],
  ['{"id": "a", "metrics": {"x": Infinity}}', 'the value of "x" in column 30 is Infinity'],
  [
    '{"id": "a", "error": None}',
    'the value of "error" in column 22 is None; JSON writes null, true and false',
  ],
  ['{"id": "a", "metrics": {"x": True}}', 'the value of "x" in column 30 is True'],
  ['{"id": "a', 'the text that starts in column 8 has no closing quote'],
  ['{"id": "a\\"', 'the text that starts in column 8 has no closing quote'],
  ["{'id': 'a'}", 'texts and keys stand in double quotes'],
  ['id,x', 'expected one object a line'],
  [`{"id": "${'a'.repeat(10_000)}", oops}`, 'expected one object a line'],
])('explains %.60s', (line, sentence) => {
  expect(explainBadJson(line)).toContain(sentence);
});

test('is quick with a long line', () => {
  const started = performance.now();
  explainBadJson('['.repeat(1_000_000));
  expect(performance.now() - started).toBeLessThan(1_000);
});
