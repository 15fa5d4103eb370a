import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { check } from '../check.ts';
import { run } from '../run.ts';
import { metricsOf, refusalOf } from './testing/test-answers.ts';
import { examplesText, nodeProject, repositoryOf } from './testing/test-repository.ts';

const workflow = '.github/workflows/weighbridge.yml';
const both = ['weighbridge.yml', workflow];
const digits = fileURLToPath(new URL('../../../../workflows-examples/digits/', import.meta.url));

test('an evaluation that writes rows gives a policy that check accepts, with its metrics and their reasons', async () => {
  const repository = repositoryOf({ ...nodeProject(), 'package-lock.json': '{}', 'params.yaml': 'a: 1\n' });
  const outcome = await repository.init();
  expect(outcome.written).toEqual(both);
  expect(outcome).toMatchObject({ model: 'tickets', run: 'node evaluate.mjs', examples: 'data/eval.jsonl' });
  expect(outcome.metrics).toEqual([
    { name: 'correct', better: 'higher', why: 'higher: named correct, and every value is 0 or 1' },
    { name: 'latency_ms', better: 'lower', why: 'lower: named latency' },
  ]);
  expect(await metricsOf(repository)).toEqual([
    { name: 'correct', better: 'higher', gate: 'block' },
    { name: 'latency_ms', better: 'lower', gate: 'warn' },
  ]);
  const [model] = (await repository.policy()).models;
  expect(model).toMatchObject({ paths: ['model.mjs', 'package-lock.json'], params: ['params.yaml'] });
  expect(model?.gate.mode).toBe('observe');
  expect((await check(repository.call, { models: [] })).problems).toEqual([]);
  expect(repository.said[0]).toContain('trying `node evaluate.mjs` on the first 20 of 30 examples');
  expect(repository.read('weighbridge.yml')).toContain('# lower: named latency');
  expect(repository.read(workflow)).toContain('with: { setup: "npm ci" }');
});

test('the workflow is the one of the examples, for the branch that is main here', async () => {
  const repository = repositoryOf(nodeProject());
  await repository.init();
  expect(repository.read(workflow).trim()).toBe(readFileSync(join(digits, workflow), 'utf8').trim());
  repository.git('branch', '--move', 'trunk');
  rmSync(join(repository.root, workflow));
  await repository.init();
  expect(repository.read(workflow)).toContain('push: { branches: [trunk] }');
});

test('the digits example without its policy can be weighed with what init writes', async () => {
  const repository = repositoryOf({});
  cpSync(digits, repository.root, { recursive: true });
  rmSync(join(repository.root, 'weighbridge.yml'));
  rmSync(join(repository.root, '.github'), { recursive: true, force: true });
  const outcome = await repository.init({ run: 'node train.mjs && node evaluate.mjs', name: 'digits' });
  expect(outcome.metrics.map(({ name, better }) => `${name} ${better}`)).toEqual([
    'correct higher',
    'confidence higher',
    'latency_ms lower',
  ]);
  const [suite] = (await repository.policy()).models[0]?.suites ?? [];
  expect(suite).toMatchObject({
    code: ['evaluate.mjs'],
    mustPass: 'data/must-pass.txt',
    subset: { size: 400 },
  });
  const weighed = await run(repository.call, { models: [], full: false });
  expect(weighed.verdicts.map((verdict) => verdict.outcome)).toEqual(['no-baseline']);
  expect(weighed.exitCode).toBe(0);
});

test('without a trained model it says how to train first, and what it writes is still accepted', async () => {
  const repository = repositoryOf({});
  cpSync(digits, repository.root, { recursive: true });
  rmSync(join(repository.root, 'weighbridge.yml'));
  rmSync(join(repository.root, '.github'), { recursive: true, force: true });
  const { look } = await repository.init();
  expect(look.join('\n')).toContain('`node train.mjs && node evaluate.mjs`');
  expect((await check(repository.call, { models: [] })).problems).toEqual([]);
});

test('of two that fit it takes one and names the other, in the file and in what it says', async () => {
  const repository = repositoryOf({
    ...nodeProject(),
    'eval.py': 'print("hello")\n',
    Makefile: 'eval:\n\tnode other.mjs\n',
    'data/test.jsonl': examplesText(3),
    'scripts/eval_slow.py': '',
  });
  const { found } = await repository.init();
  const others = 'lso there: eval.py, target eval of Makefile, scripts/eval_slow.py';
  expect(found[0]).toContain(others);
  expect(found[1]).toContain('also there: data/test.jsonl');
  expect(repository.read('weighbridge.yml')).toContain(others);
  expect(repository.read('weighbridge.yml')).toContain('lso there: data/test.jsonl');
});

test.each([
  [
    'a target of a Makefile',
    { Makefile: 'eval: data\n\t@node tools/judge.mjs\n\ndata:\n\ttrue\n' },
    'make eval',
  ],
  [
    'a script of package.json',
    { 'package.json': '{"scripts":{"eval":"FAST=1 node tools/judge.mjs"}}' },
    'npm run --silent eval',
  ],
])('%s is run as it stands, and the files it runs are the harness', async (_, files, command) => {
  const repository = repositoryOf({
    ...files,
    'tools/judge.mjs': "import { predict } from '../src/model.mjs';\n",
    'src/model.mjs': '',
    'src/tokens.mjs': '',
    'data/eval.jsonl': examplesText(),
  });
  const outcome = await repository.init({ tryIt: false });
  expect(outcome.run).toBe(command);
  const [model] = (await repository.policy()).models;
  expect(model?.suites[0]?.code).toEqual(['tools/judge.mjs']);
  expect(model?.paths).toEqual(['src/**']);
  expect(repository.said).toEqual([]);
});

test('without an import that says so, the model is what lies around the examples, and what that imports', async () => {
  const repository = repositoryOf({
    'evaluation/evaluate.py': 'import importlib\n',
    'models/intent/model.py': 'from shared.bayes import Bayes\n',
    'models/intent/data/eval.jsonl': examplesText(),
    'models/language/model.py': '',
    'shared/bayes.py': '',
    'shared/text.py': '',
  });
  await repository.init({ tryIt: false, run: 'python3 evaluation/evaluate.py intent', name: 'intent' });
  expect((await repository.policy()).models[0]?.paths).toEqual(['models/intent/model.py', 'shared/**']);
});

test('a stage of dvc.yaml gives its command', async () => {
  const repository = repositoryOf({
    'dvc.yaml': 'stages:\n  evaluate:\n    cmd: python src/evaluate.py data/eval.jsonl\n',
    'src/evaluate.py': 'from .net import Net\n',
    'src/net.py': '',
    'data/eval.jsonl': examplesText(),
    'poetry.lock': '',
  });
  const outcome = await repository.init({ tryIt: false });
  expect(outcome.run).toBe('python src/evaluate.py data/eval.jsonl');
  expect((await repository.policy()).models[0]?.paths).toEqual(['src/**', 'poetry.lock']);
  expect(repository.read(workflow)).toContain('setup: "pipx install poetry && poetry install"');
});

test('Python runs through its lockfile, secrets that it reads are named in both files, prompts are found', async () => {
  const repository = repositoryOf({
    'evaluate.py': 'import os\nfrom graders import grade\nKEY = os.environ["ACME_API_KEY"]\n',
    'graders.py': 'model = open("weights/model.bin")\n',
    'weights/model.bin': 'x',
    'prompts/answer.md': 'Answer.',
    'data/eval.jsonl': examplesText(),
    'uv.lock': '',
  });
  const outcome = await repository.init();
  expect(outcome.run).toBe('uv run --frozen python evaluate.py');
  expect(outcome.look[0]).toContain('was not tried: ACME_API_KEY is not set');
  const [model] = (await repository.policy()).models;
  expect(model).toMatchObject({ paths: ['graders.py', 'weights/**', 'uv.lock'], prompts: ['prompts/*.md'] });
  expect(model?.suites[0]?.env).toEqual(['ACME_API_KEY']);
  expect(repository.read(workflow)).toContain(`ACME_API_KEY=$${'{{'} secrets.ACME_API_KEY }}`);
});

test('nothing found: it names the flags that it needs, and writes nothing', async () => {
  const repository = repositoryOf({ 'README.md': '# Empty\n' });
  const refused = await refusalOf(repository.init());
  expect(refused.exitCode).toBe(2);
  expect(refused.message).toContain('--run');
  expect(refused.message).toContain('--examples');
  expect(repository.git('status', '--porcelain')).toBe('');
  const half = await refusalOf(repository.init({ run: 'true' }));
  expect(half.message).not.toContain('--run');
  expect(half.message).toContain('--examples');
});

test.each([
  ['without an id', '{"text":"a"}\n', 'no field of it looks like an id; it has text'],
  ['with an id twice', '{"id":1}\n{"id":1}\n', 'stands in line 1 already'],
  [
    'that Git LFS holds',
    'version https://git-lfs.github.com/spec/v1\noid x\n',
    'fetch it first with `git lfs pull`',
  ],
  ['that are no JSON', 'hello\n', 'no field of its first example can be read'],
])('examples %s are not taken, and it says why', async (_, text, why) => {
  const repository = repositoryOf({ ...nodeProject(), 'data/eval.jsonl': text });
  expect((await refusalOf(repository.init())).message).toContain(why);
  expect(repository.has('weighbridge.yml')).toBe(false);
});

test('what exists is never replaced', async () => {
  const repository = repositoryOf({ ...nodeProject(), 'weighbridge.yml': 'mine\n' });
  const outcome = await repository.init();
  expect(outcome).toMatchObject({
    written: [workflow],
    skipped: ['weighbridge.yml'],
    model: null,
    metrics: [],
  });
  expect(repository.said).toEqual([]);
  const refused = await refusalOf(repository.init());
  expect(refused.message).toContain(`weighbridge.yml and ${workflow} exist, and nothing is overwritten`);
  expect(repository.read('weighbridge.yml')).toBe('mine\n');
  rmSync(join(repository.root, 'weighbridge.yml'));
  symlinkSync('nowhere', join(repository.root, 'weighbridge.yml'));
  expect((await refusalOf(repository.init())).exitCode).toBe(2);
});

test('--print shows both files, also where they exist, and writes nothing', async () => {
  const repository = repositoryOf({ ...nodeProject(), 'weighbridge.yml': 'mine\n' });
  const { files, written } = await repository.init({ print: true });
  expect(written).toEqual([]);
  expect(files.map(({ path, exists }) => [path, exists])).toEqual([
    ['weighbridge.yml', true],
    [workflow, false],
  ]);
  expect(files[0]?.text).toContain('correct: { better: higher, gate: block }');
  expect(repository.git('status', '--porcelain')).toBe('');
});

test('both files are written, or none', async () => {
  const repository = repositoryOf({
    ...nodeProject(),
    '.github/workflows': 'a file where a folder is needed\n',
  });
  await expect(repository.init()).rejects.toThrow();
  expect(repository.has('weighbridge.yml')).toBe(false);
  expect(repository.git('status', '--porcelain')).toBe('');
});

test('a folder that leads out of the repository is not written to', async () => {
  const repository = repositoryOf(nodeProject());
  mkdirSync(join(repository.root, '..', 'elsewhere'));
  symlinkSync('../elsewhere', join(repository.root, '.github'));
  expect((await refusalOf(repository.init())).message).toContain('a link that leads out of the repository');
  expect(repository.has('weighbridge.yml')).toBe(false);
});

test.each([
  ['fails', 'process.exit(3);\n', 'exited with code 3'],
  ['hangs', 'setInterval(() => {}, 1000);\n', 'its time limit'],
  [
    'writes rubbish',
    "require('fs').writeFileSync(process.env.WEIGHBRIDGE_RESULTS, 'rubbish\\n\\u0000');\n",
    'cannot be used',
  ],
  ['writes nothing', '\n', 'wrote nothing to the file that WEIGHBRIDGE_RESULTS names'],
  [
    'writes rows of others',
    `require('fs').writeFileSync(process.env.WEIGHBRIDGE_RESULTS, '{"id":"zz","metrics":{"a":1}}\\n');\n`,
    'none of its ids is one of data/eval.jsonl',
  ],
])('an evaluation that %s leaves a policy with a placeholder that says so', async (_, script, why) => {
  const repository = repositoryOf({ 'evaluate.cjs': script, 'data/eval.jsonl': examplesText() });
  const { look, metrics } = await repository.init({ trialMs: 2_000 });
  expect(look[0]).toContain(why);
  expect(metrics.map(({ name }) => name)).toEqual(['correct']);
  expect(repository.read('weighbridge.yml').replace(/\n +# /g, ' ')).toContain(why);
  expect(await metricsOf(repository)).toEqual([{ name: 'correct', better: 'higher', gate: 'block' }]);
});

test('flags name what is not found, from the folder that one stands in', async () => {
  const repository = repositoryOf({ 'sub/cases.csv': 'key,x\na,1\nb,2\n', 'sub/judge.sh': 'true\n' });
  const call = { ...repository.call, cwd: join(repository.root, 'sub') };
  const { init } = await import('./init.ts');
  const outcome = await init(call, {
    run: 'bash sub/judge.sh',
    examples: 'cases.csv',
    name: 'cases',
    config: '../ci/weighbridge.yml',
    print: false,
    tryIt: true,
  });
  expect(outcome).toMatchObject({ model: 'cases', run: 'bash sub/judge.sh', examples: 'sub/cases.csv' });
  expect(outcome.written).toEqual(['ci/weighbridge.yml', workflow]);
  expect(repository.read(workflow)).toContain('with: { config: "ci/weighbridge.yml" }');
  expect((await check(call, { models: [], config: '../ci/weighbridge.yml' })).problems).toEqual([]);
  for (const wrong of [{ name: 'No Good' }, { examples: '../../x.jsonl' }, { examples: 'x.txt' }]) {
    const refused = init(call, { print: true, tryIt: false, run: 'true', examples: 'cases.csv', ...wrong });
    expect((await refusalOf(refused)).exitCode).toBe(2);
  }
});

const hasPython = (() => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

test.skipIf(!hasPython)('an evaluation in Python that writes rows', async () => {
  const repository = repositoryOf({
    'evaluate.py': `import json, os
from model import predict
with open(os.environ["WEIGHBRIDGE_EXAMPLES"]) as examples, open(os.environ["WEIGHBRIDGE_RESULTS"], "w") as rows:
    for line in examples:
        example = json.loads(line)
        row = {"id": example["id"], "metrics": {"correct": int(predict(example["text"])), "usd": 0.01}}
        rows.write(json.dumps(row) + "\\n")
`,
    'model.py': 'def predict(text):\n    return len(text) == 2\n',
    'requirements.txt': '',
    '.gitignore': '__pycache__\n',
    'data/eval.jsonl': examplesText(),
  });
  const outcome = await repository.init();
  expect(outcome.run).toBe('python3 evaluate.py');
  expect(outcome.metrics.map(({ name, better }) => `${name} ${better}`)).toEqual([
    'correct higher',
    'usd lower',
  ]);
  expect((await repository.policy()).models[0]?.paths).toEqual(['model.py', 'requirements.txt']);
  expect(repository.read(workflow)).toContain('.venv/bin/pip install -r requirements.txt');
});

test('a signal ends the trial, and nothing is written', async () => {
  const repository = repositoryOf({
    'evaluate.cjs': 'setInterval(() => {}, 1000);\n',
    'data/eval.jsonl': examplesText(),
  });
  const ending = new AbortController();
  const { init } = await import('./init.ts');
  const work = init({ ...repository.call, signal: ending.signal }, { print: false, tryIt: true });
  setTimeout(() => ending.abort(), 1_500);
  await expect(work).rejects.toThrow();
  writeFileSync(join(repository.root, 'after'), '');
  expect(repository.git('status', '--porcelain')).toBe('?? after');
});
