import { Failure } from '@weighbridge/contract';
import { describe, expect, it } from 'vitest';
import { choice, flag, names, optionalText, text, token, wholeNumber } from './builders.ts';
import { envLines } from './env-lines.ts';
import type { Inputs } from './input.ts';
import { readInputs } from './read-inputs.ts';

const inputs = {
  config: text({ description: 'The policy', default: 'weighbridge.yml' }),
  suite: optionalText({ description: 'A suite' }),
  role: choice(['weigh', 'record'], { description: 'What to do', default: 'weigh' }),
  kind: choice(['pr', 'main'], { description: 'Which kind' }),
  full: flag({ description: 'All of it', default: false }),
  'max-rows': wholeNumber({ description: 'Rows', min: 1, max: 1_000 }),
  model: names({ description: 'Only these' }),
  token: token({ description: 'A token' }),
  env: envLines({ description: 'Secrets' }),
};

const env = (given: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));

function problems(given: Readonly<Record<string, string>>, of: Inputs = inputs): readonly string[] {
  try {
    readInputs(of, env(given));
  } catch (error) {
    if (error instanceof Failure && error.code === 'usage')
      return error.problems.map(({ message }) => message);
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('the inputs of a step', () => {
  it('are read into their types', () => {
    const given = {
      config: ' models/weighbridge.yml ',
      role: 'record',
      kind: 'pr',
      full: 'True',
      'max-rows': '400',
      model: 'digits, ocr\n digits \n\n',
      token: 'ghs_1',
      env: 'HF_TOKEN=hf_1',
    };
    const read = readInputs(inputs, env(given));
    expect(read.values).toEqual({
      config: 'models/weighbridge.yml',
      suite: undefined,
      role: 'record',
      kind: 'pr',
      full: true,
      'max-rows': 400,
      model: ['digits', 'ocr'],
      token: 'ghs_1',
      env: { HF_TOKEN: 'hf_1' },
    });
    expect(read.masks).toEqual(['ghs_1', 'hf_1']);
    expect(read.call).toEqual({ token: 'ghs_1', secrets: { HF_TOKEN: 'hf_1' } });
  });

  it('take their defaults where an empty text was given, or none', () => {
    const defaults = {
      config: 'weighbridge.yml',
      suite: undefined,
      role: 'weigh',
      kind: 'main',
      full: false,
      'max-rows': undefined,
      model: [],
      token: undefined,
      env: {},
    };
    expect(readInputs(inputs, env({ kind: 'main' })).values).toEqual(defaults);
    const empty = Object.fromEntries(Object.keys(inputs).map((name) => [name, ' ']));
    expect(readInputs(inputs, env({ ...empty, kind: 'main' })).values).toEqual(defaults);
  });

  it('have all their mistakes reported at once, with what was given and what is expected', () => {
    expect(problems({ role: 'recrod', full: 'yes', 'max-rows': '1,5' })).toEqual([
      "input 'role' in the step's `with:`: expected one of weigh, record (did you mean record?), got \"recrod\"",
      "input 'kind' in the step's `with:`: is required, and nothing was given",
      "input 'full' in the step's `with:`: expected true or false, got \"yes\"",
      "input 'max-rows' in the step's `with:`: expected a whole number from 1 to 1000, got \"1,5\"",
    ]);
  });

  it.each([
    ['max-rows', '0', 'expected a whole number from 1 to 1000, got "0"'],
    ['max-rows', '1001', 'expected a whole number from 1 to 1000, got "1001"'],
    ['max-rows', '-1', 'expected a whole number from 1 to 1000, got "-1"'],
    ['max-rows', '9'.repeat(400), `expected a whole number from 1 to 1000, got "${'9'.repeat(60)}…"`],
    ['full', 'true\nfalse', String.raw`expected true or false, got "true\nfalse"`],
    ['role', 'everything', 'expected one of weigh, record, got "everything"'],
    ['role', '\u202ehgiew', 'expected one of weigh, record, got "⟨U+202E⟩hgiew"'],
    ['role', 'constructor', 'expected one of weigh, record, got "constructor"'],
  ])('%s: %j is refused', (name, given, expected) => {
    expect(problems({ kind: 'pr', [name]: given })).toEqual([
      `input '${name}' in the step's \`with:\`: ${expected}`,
    ]);
  });

  it('never show a secret, not even where it is wrong', () => {
    const found = problems({ kind: 'pr', env: 'hf_secret_value\nA=1', token: 'ghs_secret' });
    expect(found).toHaveLength(1);
    expect(found.join('')).not.toMatch(/hf_secret|ghs_secret/);
  });
});

describe('the lines of a secret that holds variables', () => {
  const read = (lines: string) =>
    readInputs({ env: envLines({ description: 'x' }) }, env({ env: lines })).values.env;

  it.each([
    ['A=1\nB=two words', { A: '1', B: 'two words' }],
    ['# comment\n\nexport A=1 # why\r\nB="x # y"\r\n', { A: '1', B: 'x # y' }],
    ['KEY="-----BEGIN\nabc==\n-----END"\nB=2', { KEY: '-----BEGIN\nabc==\n-----END', B: '2' }],
    ["A='it is = fine'  # said so", { A: 'it is = fine' }],
    ['A=\nB=""', { A: '', B: '' }],
    ['A=abc==', { A: 'abc==' }],
    ['', {}],
  ])('%j is read', (lines, expected) => {
    expect(read(lines)).toEqual(expected);
  });

  it.each([
    ['A=1\nhf_abc', ['line 2 is not of the form NAME=value; a value of several lines needs quotes']],
    ['A: 1', ['line 1 is not of the form NAME=value; a value of several lines needs quotes']],
    ['1A=1', ['line 1 is not of the form NAME=value; a value of several lines needs quotes']],
    ['A=1\nB=2\nA=3', ['line 3 sets a name again that line 1 has set']],
    ['A=abc#def', ['line 1: a value that holds # needs quotes']],
    ['A="abc\nB=2', ['line 1 begins a quote that is never closed']],
    ['A="abc" def', ['line 1: text follows the closing quote']],
    [
      'x\nA="1\n2" y',
      [
        'line 1 is not of the form NAME=value; a value of several lines needs quotes',
        'line 3: text follows the closing quote',
      ],
    ],
  ])('%j is refused by line number', (lines, expected) => {
    const found = problems({ env: lines }, { env: envLines({ description: 'x' }) });
    expect(found).toEqual(expected.map((message) => `input 'env' in the step's \`with:\`: ${message}`));
  });
});
