import { expect, test } from 'vitest';
import { substitute } from './substitute.ts';

const values: Record<string, string> = { TAG: '3.12', EMPTY: '', REPO: 'python' };
const lookUp = (name: string) => values[name];

test.each([
  ['python', 'python'],
  ['$REPO:$TAG', 'python:3.12'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a Dockerfile's own form
  ['${REPO}:${TAG}-slim', 'python:3.12-slim'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a Dockerfile's own form
  ['${NONE:-${REPO}:x}', 'python:x'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a Dockerfile's own form
  ['${EMPTY:-full}${EMPTY-full}', 'full'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a Dockerfile's own form
  ['a${TAG:+-tagged}${NONE+no}', 'a-tagged'],
  ['"$REPO"', 'python'],
  ["'$REPO'", '$REPO'],
  ['\\$REPO', '$REPO'],
  ['a$', 'a$'],
])('%s becomes %s', (word, text) => {
  expect(substitute(word, lookUp)).toEqual({ text, unset: [] });
});

test('what has no value is named, and so is what Docker would refuse', () => {
  expect(substitute('$NONE/$OTHER', lookUp).unset).toEqual(['NONE', 'OTHER']);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a Dockerfile's own form
  expect(substitute('${NONE:?which base}', lookUp).refused).toBe('which base');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a Dockerfile's own form
  expect(substitute('${TAG%.*}', lookUp).refused).toMatch(/not understood/);
});

test('the escape character can be another one', () => {
  expect(substitute('`$REPO', lookUp, '`').text).toBe('$REPO');
});
