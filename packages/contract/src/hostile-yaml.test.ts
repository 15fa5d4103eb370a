import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mistakesOf, policyText } from './weighbridge-yml/test-source.ts';

const bomb = `version: 1\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
  .split('')
  .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(',')}]\n`)
  .join('')}`;

const utf16 = (text: string) => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);

describe('a file that is no policy gets one clear sentence', () => {
  test.each<[string, string | Uint8Array, string]>([
    [
      'a YAML bomb',
      bomb,
      'weighbridge.yml:7:7: more than 100,000 values stand here once aliases are followed',
    ],
    [
      '10 MB',
      new Uint8Array(10_000_000).fill(32),
      'weighbridge.yml: the file is 9.5 MiB: expected at most 1 MiB',
    ],
    ['100,000 open brackets', '['.repeat(100_000), 'weighbridge.yml:1:65: values are nested too deeply here'],
    ['deep blocks', '- '.repeat(100_000), 'weighbridge.yml:1:128: values are nested too deeply here'],
    [
      'too many tokens',
      `[${','.repeat(400_000)}]`,
      'weighbridge.yml: the file holds more than 100,000 YAML tokens',
    ],
    [
      'an alias of itself',
      'a: &a [*a]\n',
      'weighbridge.yml:1:8: the alias `*a` has no anchor `&a` before it',
    ],
    ['an unknown alias', 'a: *b\n', 'weighbridge.yml:1:4: the alias `*b` has no anchor `&b` before it'],
    [
      'a merge key',
      'a: &a {}\nb: { <<: *a }\n',
      'weighbridge.yml:2:6: merge keys (`<<`) are not used here: write the keys out, or put them under `defaults`',
    ],
    [
      'a duplicate key',
      'version: 1\nversion: 1\n',
      'weighbridge.yml:2:1: the key "version" stands twice in this map: first in line 1',
    ],
    [
      'tabs',
      'version: 1\nmodels:\n\ta: 1\n',
      'weighbridge.yml:3:1: a tab indents this line: YAML is indented with spaces',
    ],
    [
      'two documents',
      'version: 1\n---\nversion: 1\n',
      'weighbridge.yml:2:1: a second YAML document starts here: expected one document',
    ],
    ['an empty file', '', 'weighbridge.yml:1:1: the file is empty: expected `version: 1` and `models:`'],
    [
      'comments only',
      '# nothing\n',
      'weighbridge.yml:1:1: the file is empty: expected `version: 1` and `models:`',
    ],
    [
      'a list',
      '- a\n',
      'weighbridge.yml:1:1: the file: expected a map with `version` and `models`, found a list',
    ],
    [
      'text',
      'hello\n',
      'weighbridge.yml:1:1: the file: expected a map with `version` and `models`, found "hello"',
    ],
    [
      'a tag',
      'version: !!js/function 1\n',
      'weighbridge.yml:1:10: YAML tags (`!name`) are not used here: write the plain value',
    ],
    [
      'bytes that are no UTF-8',
      Uint8Array.from([...Buffer.from('a: 1\nbä: '), 0xe4, 0x20]),
      'weighbridge.yml:2:5: the file is not UTF-8 from here on: save it as UTF-8',
    ],
    ['UTF-16', utf16('version: 1'), 'weighbridge.yml:1:1: the file is UTF-16 text: save it as UTF-8'],
    [
      'a control character',
      'version: 1\na: \u0007\n',
      'weighbridge.yml:2:4: the control character U+0007 is not allowed here',
    ],
    [
      'a later version',
      'version: 2\nnew: 1\n',
      'weighbridge.yml:1:10: `version`: this Weighbridge reads version 1 of weighbridge.yml, found version 2',
    ],
    [
      'no version',
      policyText().replace('version: 1\n', ''),
      'weighbridge.yml:1:1: `version` is missing: expected 1',
    ],
    [
      'a version in quotes',
      policyText().replace('version: 1', 'version: "1"'),
      'weighbridge.yml:1:10: `version`: expected 1, found "1"',
    ],
    ['no models', 'version: 1\n', 'weighbridge.yml:1:1: `models` is missing: expected at least one model'],
    ['a map as a key', 'version: 1\n? [a]\n: 1\n', 'weighbridge.yml:2:3: expected a plain name as the key'],
  ])('%s', async (_name, text, message) => {
    expect(await mistakesOf(text)).toEqual([message]);
  });
});

test('defaults that multiply over many models are refused before they are merged', async () => {
  const metrics = Array.from({ length: 3_000 }, (_, at) => `m${at}: { better: higher }`).join(', ');
  const models = Array.from(
    { length: 1_000 },
    (_, at) => `  m${at}: { eval: { run: x, examples: a.csv } }\n`,
  );
  const text = `version: 1\ndefaults: { eval: { metrics: { ${metrics} } } }\nmodels:\n${models.join('')}`;
  expect(await mistakesOf(text)).toEqual([
    'weighbridge.yml:53:3: the models hold more than 300,000 values once `defaults` lie under each of them',
  ]);
});

test('damaged syntax is said with its place', async () => {
  const mistakes = await mistakesOf('version: 1\nmodels: {a: [1, 2}\n');
  expect(mistakes[0]).toMatch(/^weighbridge\.yml:2:\d+: not valid YAML: /);
});

const yamlish = fc.array(
  fc.oneof(
    fc.constantFrom(
      'version: 1\n',
      'models:\n',
      '  a:\n',
      '    eval: ',
      '&a ',
      '*a',
      '<<: ',
      '{',
      '}',
      '[',
      ']',
      '- ',
      '? ',
      ': ',
      '|\n',
      '>-\n',
      '"',
      "'",
      '#',
      '\t',
      '\n',
      '  ',
      '---\n',
      '...\n',
      '!!x ',
      '%YAML 1.1\n',
      '__proto__: ',
      'null',
      '0x1',
      '.nan',
      ',',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  ),
  { maxLength: 40 },
);

test('hostile YAML never crashes with anything but sentences', async () => {
  await fc.assert(
    fc.asyncProperty(yamlish, async (parts) => {
      const mistakes = await mistakesOf(parts.join(''));
      expect(mistakes.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test('neither do hostile bytes, nor hostile values below known keys', async () => {
  const keys = ['about', 'paths', 'data', 'eval', 'evals', 'gate', 'params', 'metrics', 'run', 'examples'];
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
      await mistakesOf(bytes);
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 3 })),
      async (model) => {
        const text = JSON.stringify({ version: 1, models: { a: model } });
        expect((await mistakesOf(text)).length).toBeGreaterThan(0);
      },
    ),
  );
});
