import { describe, expect, test } from 'vitest';
import { mistakesOf, policyText } from './weighbridge-yml/test-source.ts';

const file = 'weighbridge.yml';

describe('a wrong value is said with its place, what was expected and what was found', () => {
  test.each([
    ['max_missing: 3', '`max_missing`: expected a share such as 2% or 0.02, found 3'],
    ['max_missing: 101%', '`max_missing`: expected a share such as 2% or 0.02, found "101%"'],
    ['timeout: 30', '`timeout`: expected a duration such as 90s, 30m, 2h or 1h30m, found 30'],
    ['timeout: 0s', '`timeout`: expected more than 0s and at most 596h, found "0s"'],
    ['timeout: 600h', '`timeout`: expected more than 0s and at most 596h, found "600h"'],
    ['repeats: 1.5', '`repeats`: expected a whole number from 1 to 1000, found 1.5'],
    ['repeats:', '`repeats`: expected a whole number from 1 to 1000, found nothing'],
    ['subset: {}', '`size` is missing: expected a whole number from 1'],
    ['subset: 400', '`subset`: expected { size: number }, found 400'],
    ['subset: { size: 0 }', '`size`: expected a whole number from 1, found 0'],
    ['judge: { prompt: a.md }', '`model` is missing: expected the name of a model'],
    [
      'env: [1A]',
      '`env[0]`: expected the name of an environment variable, such as OPENAI_API_KEY, found "1A"',
    ],
    [
      'env: [WEIGHBRIDGE_SEED]',
      '`env[0]`: WEIGHBRIDGE_… variables are set by Weighbridge itself, found "WEIGHBRIDGE_SEED"',
    ],
    ['env: HF_TOKEN', '`env`: expected a list of names such as [OPENAI_API_KEY], found "HF_TOKEN"'],
    ['slices: [1]', '`slices[0]`: expected text, found 1'],
    [
      'must_pass: ../x.txt',
      '`must_pass`: the path leads out of its folder with `..`: expected one inside the repository, found "../x.txt"',
    ],
    [
      'must_pass: /etc/passwd',
      '`must_pass`: expected a path relative to the repository\'s root, found "/etc/passwd"',
    ],
    ['must_pass: C:/x', '`must_pass`: expected a path relative to the repository\'s root, found "C:/x"'],
    [
      'must_pass: "a\\0b"',
      '`must_pass`: a path holds no line breaks or control characters, found "a\\u0000b"',
    ],
    ['must_pass: "a\\nb"', '`must_pass`: a path holds no line breaks or control characters, found "a\\nb"'],
    ['must_pass: a\\b', '`must_pass`: expected `/` between folders, not `\\`, found "a\\\\b"'],
    ['must_pass: data/', '`must_pass`: expected a file, not a folder, found "data/"'],
    ['code: ["!a"]', '`code[0]`: a glob that begins with `!` is not used: put it under `ignore`, found "!a"'],
    [
      'results: { path: out/x }',
      '`format` is missing: expected `jsonl` or `csv`, since "out/x" ends in neither',
    ],
    [
      'results: { path: out/x, format: tsv }',
      '`format`: expected `jsonl` or `csv`, found "tsv"; did you mean `csv`?',
    ],
    [
      'when: mian',
      '`when`: expected `pr`, `main`, `schedule`, `never` or `label:` and a label, found "mian"',
    ],
    [
      "when: 'label:'",
      '`when`: expected the name of a label after `label:`, such as label:gpu, found "label:"',
    ],
    ['baseline: rerun', '`baseline: rerun` is not supported yet by this version'],
    ['estimand: suite', '`estimand: suite` is not supported yet by this version'],
    ['budget: { minutes: 20 }', '`budget` is not supported yet by this version'],
    ['must_passs: a', 'unknown key "must_passs"; did you mean `must_pass`?'],
    ['MaxMissing: 1%', 'unknown key "MaxMissing"; did you mean `max_missing`?'],
    ['constructor: 1', 'the key "constructor" cannot be used as a name'],
    ['__proto__: { x: 1 }', 'the key "__proto__" cannot be used as a name'],
  ])('in a suite, %s', async (line, message) => {
    const mistakes = await mistakesOf(policyText({ suite: `      ${line}\n` }));
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]?.replace(/^weighbridge\.yml:7:\d+: /, '')).toBe(message);
  });

  test.each([
    ['of: acc', 9, '`better` is missing: expected `higher` or `lower`; direction is never guessed'],
    ['better: hihger', 29, '`better`: expected `higher` or `lower`, found "hihger"; did you mean `higher`?'],
    [
      'better: higher, tolerance: -1',
      48,
      '`tolerance`: expected an amount such as 0.01, 0.5pp (percentage points) or 10%, found -1',
    ],
    [
      'better: higher, tolerance: 1 pp',
      48,
      '`tolerance`: expected an amount such as 0.01, 0.5pp (percentage points) or 10%, found "1 pp"',
    ],
    [
      'better: higher, tolerance: .inf',
      48,
      '`tolerance`: expected an amount such as 0.01, 0.5pp (percentage points) or 10%, found Infinity',
    ],
    [
      'better: higher, tolerance: 2pp, margin: 1pp',
      61,
      '`margin` of "accuracy": expected more than the tolerance (2pp), found 1pp',
    ],
    [
      'better: higher, tolerance: 0.02, margin: 2pp',
      62,
      '`margin` of "accuracy": expected more than the tolerance (0.02), found 2pp',
    ],
    [
      'better: higher, margin: 0%',
      45,
      '`margin` of "accuracy": expected more than the tolerance (0), found 0%',
    ],
    ['better: higher, range: [2, 1]', 44, '`range`: expected the lower end (2) below the upper one (1)'],
    ['better: higher, range: [1]', 44, '`range`: expected two numbers such as [1, 10], found a list'],
    [
      'better: higher, floor: 2, range: [0, 1]',
      44,
      '`floor` of "accuracy": expected a value within its range of 0 to 1, found 2',
    ],
    ['better: higher, aggregate: p95', 48, '`aggregate: p95` is not supported yet by this version'],
    ['better: higher, aggregate: macro_f1', 48, '`aggregate: macro_f1` is not supported yet by this version'],
    [
      'better: higher, aggregate: meen',
      48,
      '`aggregate`: expected `mean`, found "meen"; did you mean `mean`?',
    ],
    ['better: higher, label: y', 37, '`label` is not supported yet by this version'],
    ['better: higher, gate: true', 43, '`gate`: expected `block`, `warn` or `off`, found true'],
  ])('in a metric, { %s }', async (metric, column, message) => {
    expect(await mistakesOf(policyText({ metric }))).toEqual([`${file}:8:${column}: ${message}`]);
  });

  test.each([
    ['image: { context: ., repository: a }', '`repository` is not supported yet by this version'],
    [
      'image: { ref: "acme/base:1" }',
      '`ref`: expected an image with its digest (name@sha256:…), since a tag can move, found "acme/base:1"',
    ],
    [
      `image: { ref: "acme/base@sha256:${'a'.repeat(64)}", target: x }`,
      '`ref` names an image that was built elsewhere, so target cannot stand beside it',
    ],
    ['image: { args: { A: 1 } }', '`A`: expected a map of build arguments, all of them text, found 1'],
    ['weights: { from: train }', '`weights` is not supported yet by this version'],
    ['train: { run: x, gpus: all }', '`gpus` is not supported yet by this version'],
    [
      'train: { run: x, outputs: [] }',
      '`outputs`: expected a list of files and folders such as [model/], found a list',
    ],
    ['train: { run: x, seed: -1 }', '`seed`: expected a whole number from 0 to 2147483647, found -1'],
    ['valid_for: 180d', '`valid_for` is not supported yet by this version'],
    ['registry: {}', '`registry` is not supported yet by this version'],
    ['gate: { accept: {} }', '`accept` is not supported yet by this version'],
    [
      'gate: { when_not_comparable: rescore }',
      '`when_not_comparable: rescore` is not supported yet by this version',
    ],
    [
      'gate: { false_block_rate: 0 }',
      '`false_block_rate`: expected more than 0 and at most 0.5 (50%), found 0',
    ],
    ['data: { train: { dvc: a.dvc, file: a } }', '`data.train`: expected one source, found file and dvc'],
    ['data: { train: { file: a, version: b } }', '`data.train`: `version` belongs to `s3`'],
    [
      'data: { eval: { window: 2025-02-30/2025-03-01 } }',
      '`window`: 2025-02-30 is no day of the calendar, found "2025-02-30/2025-03-01"',
    ],
    [
      'data: { eval: { window: 2025-03-02/2025-03-01 } }',
      '`window`: the period ends (2025-03-01) before it begins (2025-03-02), found "2025-03-02/2025-03-01"',
    ],
    [
      'data: { eval: { window: 2025 } }',
      '`window`: expected a period such as 2025-01-01/2025-12-31, found 2025',
    ],
    ['about: "two\\nlines"', '`about`: expected one line, found "two\\nlines"'],
    ['runbook: /etc/x', '`runbook`: expected a path relative to the repository\'s root, found "/etc/x"'],
    ['pathes: [a]', 'unknown key "pathes"; did you mean `paths`?'],
  ])('in a model, %s', async (line, message) => {
    const mistakes = await mistakesOf(policyText({ model: `    ${line}\n` }));
    expect(mistakes.map((mistake) => mistake.replace(/^weighbridge\.yml:4:\d+: /, ''))).toContain(message);
  });

  test.each([
    [
      'store: { prefix: heads/x }',
      11,
      18,
      '`prefix`: expected a ref such as refs/weighbridge, found "heads/x"',
    ],
    [
      'store: { prefix: refs/a..b }',
      11,
      18,
      '`prefix`: expected a ref such as refs/weighbridge, found "refs/a..b"',
    ],
    ['store: { keep: 0 }', 11, 16, '`keep`: expected a whole number from 1 to 10,000, found 0'],
    ['modells: {}', 11, 1, 'unknown key "modells"; did you mean `models`?'],
    [
      'whatever: {}',
      11,
      1,
      'unknown key "whatever"; known here: version, include, defaults, models, gate, store',
    ],
    ['version: 1', 11, 1, 'the key "version" stands twice in this map: first in line 1'],
    [
      'defaults: { eval: { timeout: 5 } }',
      11,
      30,
      '`timeout`: expected a duration such as 90s, 30m, 2h or 1h30m, found 5',
    ],
  ])('at the top, %s', async (line, row, column, message) => {
    expect(await mistakesOf(policyText({ end: `gate: {}\n\n${line}\n` }))).toEqual([
      `${file}:${row}:${column}: ${message}`,
    ]);
  });
});

test('names of models, suites and metrics are checked, and what stands below them too', async () => {
  expect(
    await mistakesOf(`version: 1
models:
  My Model:
    evals:
      Big:
        run: x
        examples: a.txt
        metrics:
          " a ": { better: up }
`),
  ).toEqual([
    `${file}:3:3: the name of a model is 1 to 64 lower-case letters, digits, \`-\` and \`_\`, beginning and ending with a letter or digit, found "My Model"`,
    `${file}:5:7: the name of a suite is 1 to 64 lower-case letters, digits, \`-\` and \`_\`, beginning and ending with a letter or digit, found "Big"`,
    `${file}:7:19: \`examples\`: expected a file that ends in .jsonl or .csv, found "a.txt"`,
    `${file}:9:11: a metric's name: expected a name of 1 to 100 visible characters without spaces around it, found " a "`,
    `${file}:9:28: \`better\`: expected \`higher\` or \`lower\`, found "up"`,
  ]);
});

test('a model has one of eval and evals', async () => {
  const mistakes = await mistakesOf('version: 1\nmodels:\n  a: {}\n  b: { eval: {}, evals: {} }\n');
  expect(mistakes).toContain(`${file}:3:3: the model "a" has no \`eval\` and no \`evals\``);
  expect(mistakes).toContain(
    `${file}:4:8: the model "b" has both \`eval\` and \`evals\` (${file}:4:18): move the first into \`evals\``,
  );
});

test('what a suite lacks is said at the suite', async () => {
  expect(await mistakesOf('version: 1\nmodels:\n  a: { eval: {} }\n')).toEqual([
    `${file}:3:8: \`run\` is missing: expected a shell command`,
    `${file}:3:8: \`examples\` is missing: expected the path of a .jsonl or .csv file, or { list: command }`,
    `${file}:3:8: \`metrics\` is missing: expected a map of metrics by name`,
  ]);
});

test('all mistakes are said at once, in the order of the file, at most a hundred', async () => {
  const many = Array.from({ length: 150 }, (_, index) => `k${index}: 1\n`).join('');
  const mistakes = await mistakesOf(policyText({ metric: 'of: a', end: many }));
  expect(mistakes).toHaveLength(101);
  expect(mistakes[0]).toMatch(/:8:9: `better` is missing/);
  expect(mistakes[1]).toMatch(/^weighbridge\.yml:9:1: unknown key "k0"; known here: /);
  expect(mistakes[100]).toBe('and 51 more like these');
});

test('long text is clipped', async () => {
  const [mistake] = await mistakesOf(policyText({ suite: `      timeout: ${'x'.repeat(5_000)}\n` }));
  expect(mistake?.length).toBeLessThan(200);
});

test('suites and metrics are at least one', async () => {
  expect(await mistakesOf('version: 1\nmodels:\n  a: { evals: {} }\n')).toEqual([
    `${file}:3:15: \`evals\`: expected at least one suite`,
  ]);
  expect(
    await mistakesOf('version: 1\nmodels:\n  a: { eval: { run: x, examples: a.csv, metrics: {} } }\n'),
  ).toEqual([`${file}:3:50: \`metrics\`: expected at least one metric`]);
});
