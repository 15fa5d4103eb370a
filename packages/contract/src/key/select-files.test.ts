import { expect, test } from 'vitest';
import type { ModelPolicy } from '../policy.ts';
import { filesNamedBy } from './files-named-by.ts';
import { harnessWarnings, selectHarnessFiles } from './harness-files.ts';
import { selectModelFiles } from './model-files.ts';
import { pathMatcher } from './path-matcher.ts';
import { shellCommands } from './shell-words.ts';
import { filesOf, modelOf, policyWith, suiteOf } from './test-parts.ts';

const repository = filesOf(
  '.github/workflows/ci.yml',
  '.gitignore',
  '.weighbridge/digits/plan.json',
  'LICENSE',
  'README.md',
  'data/eval.jsonl',
  'data/held/a.csv',
  'data/must-pass.txt',
  'data/train.csv',
  'docs/a.txt',
  'evaluate.py',
  'models/more.yml',
  'params.yaml',
  'prompts/judge.md',
  'train.py',
  'weighbridge.yml',
);

function modelPaths(model: Partial<ModelPolicy> = {}): readonly string[] {
  const policy = modelOf(model);
  return selectModelFiles([...repository].reverse(), policy, policyWith(policy)).map((file) => file.path);
}

test('by default a model is made of everything but docs, policy, CI, examples and the harness', () => {
  expect(modelPaths()).toEqual([
    '.gitignore',
    'data/held/a.csv',
    'data/must-pass.txt',
    'data/train.csv',
    'params.yaml',
    'train.py',
  ]);
});

test('must-pass ids, evaluation data and the harness are never of the model, also where paths name them', () => {
  const suite = suiteOf({
    code: ['evaluate.py', 'params.yaml'],
    mustPass: 'data/must-pass.txt',
    judge: { model: 'm', prompt: 'prompts/judge.md' },
  });
  expect(modelPaths({ suites: [suite], data: { eval: { file: 'data/held' } }, ignore: [] })).toEqual([
    '.gitignore',
    'LICENSE',
    'README.md',
    'data/train.csv',
    'docs/a.txt',
    'train.py',
  ]);
});

test('a model of its own folder leaves the rest alone', () => {
  expect(modelPaths({ paths: ['data', 'train.*'], ignore: ['data/held/**'] })).toEqual([
    'data/must-pass.txt',
    'data/train.csv',
    'train.py',
  ]);
});

test.each<[string, string, boolean]>([
  ['**', '.a/.b', true],
  ['*.py', 'a/b.py', false],
  ['a', 'a/b/c', true],
  ['a', 'ab', false],
  ['./a/', 'a/b', true],
  ['.', 'x/y', true],
  ['a[1].x', 'a[1].x', true],
  ['a[1].x', 'a1.x', true],
  ['a(b)/c', 'a(b)/c', true],
  ['{a,b}/**', 'b/c', true],
  ['**/*.md', 'R.md', true],
  ['LICENSE*', 'x/LICENSE', false],
  ['a/**/c', 'a/c', true],
  ['#x', '#x', true],
  ['app/(group)/*', 'app/(group)/x', true],
  ['(a+)+*', 'aaa', false],
  ['@acme/*', '@acme/x', true],
  ['[^a]*', 'b', true],
])('the glob %s and the path %s', (glob, path, meant) => {
  expect(pathMatcher([glob])(path)).toBe(meant);
});

const tracked = new Set(
  [
    'evaluate.py',
    'train.py',
    'pkg/mod.py',
    'pkg/run/__main__.py',
    'src/lib/e.py',
    'evals/run.py',
    'evals/conf.yaml',
  ].concat(['x.sh', 'my eval.py', 'tests/t.py', 'evaluate.mjs', 'deep/a/b.py']),
);

test.each<[string, string[]]>([
  ['python evaluate.py', ['evaluate.py']],
  ['python train.py && python evaluate.py', ['train.py', 'evaluate.py']],
  ['python train.py; python evaluate.py', ['train.py', 'evaluate.py']],
  ['python evaluate.py|tee log', ['evaluate.py']],
  ['uv run --frozen python ./evaluate.py --n=3', ['evaluate.py']],
  ['python -m pkg.mod --x', ['pkg/mod.py']],
  ['python3 -m pkg.run', ['pkg/run/__main__.py']],
  ['python -m lib.e', ['src/lib/e.py']],
  ['PYTHONPATH=evals python -m run', ['evals/run.py']],
  ['torchrun --nproc 2 -m pkg.mod', ['pkg/mod.py']],
  ['./x.sh', ['x.sh']],
  ['bash x.sh', ['x.sh']],
  ['bash -lc "python evaluate.py"', ['evaluate.py']],
  ["sh -c 'cd evals && python run.py'", ['evals/run.py']],
  ['cd evals && python run.py --config=conf.yaml', ['evals/run.py', 'evals/conf.yaml']],
  ['cd evals\npython run.py\ncd ..\n./x.sh', ['evals/run.py', 'x.sh']],
  ['(cd evals; python run.py); python evaluate.py', ['evals/run.py', 'evaluate.py']],
  ['cd deep/a && python b.py', ['deep/a/b.py']],
  ['node evaluate.mjs', ['evaluate.mjs']],
  ['"./my eval.py"', ['my eval.py']],
  ['./my\\ eval.py', ['my eval.py']],
  ['pytest tests/t.py::test_a[x]', ['tests/t.py']],
  ['X=1 python \\\n  evaluate.py # train.py', ['evaluate.py']],
  ['python $PWD/evaluate.py', ['evaluate.py']],
  ['echo $(cat x.sh)', ['x.sh']],
  ['python <evaluate.py >out', ['evaluate.py']],
  ['python /abs/evaluate.py', []],
  ['python ../evaluate.py', []],
  ['pytest tests', []],
  ['make eval', []],
  ["echo 'unclosed evaluate.py", []],
])('%s names %j', (run, files) => {
  expect([...filesNamedBy(run, tracked)]).toEqual(files);
});

test('words of a shell are cut as a shell cuts them', () => {
  expect(shellCommands('a "b c" \'d"e\' f\\ g""; h &&i|j # k\n"l\\"m"')).toEqual([
    ['a', 'b c', 'd"e', 'f g'],
    ['h'],
    ['i'],
    ['j'],
    ['l"m'],
  ]);
});

test('the harness is what run names, without the examples, and the judge’s prompt', () => {
  const run = 'python evaluate.py data/eval.jsonl --judge prompts/judge.md';
  const paths = (suite: Parameters<typeof suiteOf>[0]) =>
    selectHarnessFiles([...repository].reverse(), suiteOf(suite)).map((file) => file.path);
  expect(paths({ run })).toEqual(['evaluate.py', 'prompts/judge.md']);
  expect(paths({ judge: { model: 'm', prompt: 'prompts/judge.md' } })).toEqual([
    'evaluate.py',
    'prompts/judge.md',
  ]);
  expect(paths({ code: ['*.py'], run })).toEqual(['evaluate.py', 'train.py']);
  expect(paths({ code: [] })).toEqual([]);
});

test('a default harness that is likely not meant is warned of', () => {
  expect(harnessWarnings(suiteOf(), repository)).toEqual([]);
  expect(harnessWarnings(suiteOf({ run: 'make eval' }), repository)).toEqual([
    expect.stringContaining('names no file of the repository'),
  ]);
  const both = { run: 'python train.py && python evaluate.py' };
  expect(harnessWarnings(suiteOf(both), repository)).toEqual([expect.stringContaining('names train.py')]);
  expect(harnessWarnings(suiteOf({ ...both, code: ['evaluate.py'] }), repository)).toEqual([]);
});
