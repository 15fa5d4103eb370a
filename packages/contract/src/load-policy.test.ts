import { expect, test } from 'vitest';
import { exampleYaml, leastRow, leastYaml } from './generated/reference-text.ts';
import { loadPolicy } from './load-policy.ts';
import { rowSchema } from './row.ts';
import { mistakesOf, policyOf, policyText, sourceOf } from './weighbridge-yml/test-source.ts';

test('the least that works gets every default', async () => {
  expect(await policyOf(policyText())).toEqual({
    files: ['weighbridge.yml'],
    models: [
      {
        name: 'digits',
        paths: ['**'],
        ignore: ['**/*.md', 'docs/**', 'LICENSE*'],
        params: [],
        prompts: [],
        data: {},
        suites: [
          {
            name: 'eval',
            run: 'python evaluate.py',
            examples: { kind: 'file', path: 'data/eval.jsonl' },
            id: 'id',
            repeats: 1,
            maxMissing: 0.02,
            timeoutMs: 1_800_000,
            env: [],
            when: { at: 'pr' },
            slices: [],
            metrics: [
              {
                name: 'accuracy',
                of: 'accuracy',
                aggregate: 'mean',
                better: 'higher',
                gate: 'block',
                slices: [],
                where: { file: 'weighbridge.yml', line: 8, column: 9 },
              },
            ],
            where: { file: 'weighbridge.yml', line: 4, column: 5 },
          },
        ],
        gate: {
          mode: 'enforce',
          falseBlockRate: 0.05,
          whenUnsure: 'pass',
          whenNoBaseline: 'pass',
          whenNotWeighed: 'pass',
          whenNotComparable: 'hold',
        },
        where: { file: 'weighbridge.yml', line: 3, column: 3 },
      },
    ],
    store: { prefix: 'refs/weighbridge', keep: 50, rows: 'ids' },
  });
});

test('a file that does not exist is no policy', async () => {
  expect(await loadPolicy(sourceOf({}), 'weighbridge.yml')).toBeUndefined();
});

test('the least file of the reference page works, and so does its row', async () => {
  const [model] = (await policyOf(leastYaml)).models;
  const metric = model?.suites[0]?.metrics[0];
  expect(metric).toMatchObject({ name: 'accuracy', of: 'correct', gate: 'block', better: 'higher' });
  expect(rowSchema.parse(JSON.parse(leastRow)).metrics[metric?.of ?? '']).toBe(1);
});

test('the example of the reference page is read', async () => {
  const [model] = (await policyOf(exampleYaml)).models;
  expect(
    model?.suites[0]?.metrics.map(({ name, gate, tolerance, margin }) => [name, gate, tolerance ?? margin]),
  ).toEqual([
    ['accuracy', 'block', { kind: 'points', value: 0.005 }],
    ['latency_ms', 'warn', { kind: 'relative', value: 0.1 }],
  ]);
});

const suite = 'run: x, examples: { list: ls }, metrics: { a: { better: higher } }';

test('defaults lie under every model: maps merged, lists replaced, eval under each of evals', async () => {
  const policy = await policyOf(`version: 1
defaults:
  owner: "@acme/a"
  ignore: [a.txt]
  data: { train: { file: t.csv } }
  gate: { when_unsure: hold, mode: observe }
  eval: { timeout: 2h, slices: [x], metrics: { shared: { better: lower } } }
models:
  one: { owner: "@acme/b", ignore: [], data: { eval: { file: e.csv } }, eval: { ${suite} } }
  two: { gate: { mode: enforce }, evals: { smoke: { ${suite} }, full: { ${suite}, timeout: 90s, slices: [y] } } }
gate: { when_no_baseline: hold, when_unsure: pass }
`);
  const [one, two] = policy.models;
  expect(one).toMatchObject({
    owner: '@acme/b',
    ignore: [],
    data: { train: { file: 't.csv' }, eval: { file: 'e.csv' } },
  });
  expect(one?.gate).toMatchObject({ mode: 'observe', whenUnsure: 'hold', whenNoBaseline: 'hold' });
  expect(two?.owner).toBe('@acme/a');
  expect(two?.gate).toMatchObject({ mode: 'enforce', whenUnsure: 'hold', whenNoBaseline: 'hold' });
  expect(two?.suites.map(({ name, timeoutMs, slices }) => [name, timeoutMs, slices])).toEqual([
    ['smoke', 7_200_000, ['x']],
    ['full', 90_000, ['y']],
  ]);
  // The defaults' metric comes first, so it is the one that gates.
  expect(two?.suites[0]?.metrics.map(({ name, gate, where }) => [name, gate, where?.line])).toEqual([
    ['shared', 'block', 7],
    ['a', 'warn', 10],
  ]);
});

test('included files add models, and places name the file', async () => {
  const policy = await policyOf('version: 1\ninclude: ["models/*/weighbridge.yml", "**/weighbridge.yml"]\n', {
    'models/b/weighbridge.yml': `version: 1\nmodels:\n  b: { eval: { ${suite} } }\n`,
    'models/a/weighbridge.yml': `models: { a: { eval: { ${suite} } } }\n`,
  });
  expect(policy.files).toEqual(['weighbridge.yml', 'models/a/weighbridge.yml', 'models/b/weighbridge.yml']);
  expect(policy.models.map((model) => model.where)).toEqual([
    { file: 'models/a/weighbridge.yml', line: 1, column: 11 },
    { file: 'models/b/weighbridge.yml', line: 3, column: 3 },
  ]);
});

test('a mistake in an include is said with its place', async () => {
  const model = `{ eval: { ${suite} } }`;
  const mistakes = await mistakesOf(
    `version: 1\ninclude: ["a.yml", "none/*.yml", "b.yml", "c.yml"]\nmodels:\n  one: ${model}\n`,
    {
      'a.yml': `models:\n  one: ${model}\n`,
      'b.yml': `include: [a.yml]\ngate: {}\nmodels: { two: ${model} }\n`,
      'c.yml': 'models: [\n',
    },
  );
  expect(mistakes).toEqual([
    'weighbridge.yml:2:20: `include`: no file matches "none/*.yml"',
    'a.yml:2:3: the model "one" is defined twice: first at weighbridge.yml:4:3',
    'b.yml:1:1: `include` belongs in weighbridge.yml itself: an included file holds `models`',
    'b.yml:2:1: `gate` belongs in weighbridge.yml itself: an included file holds `models`',
    expect.stringMatching(/^c\.yml:\d:\d+: not valid YAML: /),
  ]);
});

test('an anchor stands for its value, and a mistake in it is said once, where it is written', async () => {
  const text = `version: 1\nmodels:\n  a: { eval: &suite { ${suite} } }\n  b: { eval: *suite }\n`;
  expect((await policyOf(text)).models.map((model) => model.suites[0]?.run)).toEqual(['x', 'x']);
  expect(await mistakesOf(text.replace('run: x', 'run: 1'))).toEqual([
    'weighbridge.yml:3:28: `run`: expected a shell command, found 1',
  ]);
});

test('CRLF and a byte order mark change no place', async () => {
  const text = `\ufeff${policyText({ metric: 'bettr: higher, better: higher' }).replaceAll('\n', '\r\n')}`;
  expect(await mistakesOf(text)).toEqual([
    'weighbridge.yml:8:21: unknown key "bettr"; did you mean `better`?',
  ]);
});
