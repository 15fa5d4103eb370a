import { Failure } from '@weighbridge/contract';
import { expect, test } from 'vitest';
import { check } from '../check.ts';
import { metricsOf } from './testing/test-answers.ts';
import { examplesText, nodeProject, repositoryOf } from './testing/test-repository.ts';

const hostile = [
  'it\'s "quoted".py',
  'two\nlines.py',
  'a: b #c.py',
  '- dash & *star.py',
  'ünï çödé 日本.py',
  `$${'{{'} github.token }}.py`,
  '$(touch owned)`x`.py',
  '\u202ereversed.py',
  '!bang.py',
  'yes.py',
];

test.each(hostile)('a file called %j leaves the YAML valid and safe', async (name) => {
  const folder = name.replace(/\.py$/, '');
  const repository = repositoryOf(
    {
      [`evaluate_${name}`]: `from x import y\nopen('${folder}/model.bin')\n`,
      [`${folder}/model.bin`]: 'x',
      [`eval ${folder}.jsonl`]: examplesText(),
      'evaluate.cjs': '',
      'data/eval.jsonl': examplesText(),
      [`prompts/${name.replace('.py', '.md')}`]: 'x',
    },
    folder.replace(/\n/g, ' '),
  );
  await repository.init({ tryIt: false });
  const policy = await repository.policy();
  expect((await check(repository.call, { models: [] })).problems).toEqual([]);
  expect(policy.models[0]?.gate.mode).toBe('observe');
  expect(repository.read('weighbridge.yml')).not.toMatch(/[\u202e\u2028]/);
  expect(repository.has('owned')).toBe(false);
});

test.each(hostile)('an evaluation called %j is run by its own name, or not taken', async (name) => {
  const script = `eval_${name}`;
  const repository = repositoryOf({
    [script.replace('.py', '.sh')]: 'echo ran >&2\n',
    'data/eval.jsonl': examplesText(),
  });
  const outcome = await repository.init().catch((error: unknown) => error);
  expect(repository.has('owned')).toBe(false);
  if (outcome instanceof Failure) {
    expect(outcome.message).toContain('no evaluation was found');
    expect(repository.git('status', '--porcelain')).toBe('');
  } else {
    expect(repository.said).toContain('ran');
    expect((await repository.policy()).models[0]?.suites[0]?.run).toContain('bash ');
  }
});

test('hostile names of columns stay within the file', async () => {
  const repository = repositoryOf(
    nodeProject(
      `{ 'a: {b}': at % 2, '# c': at / 7, '__proto__x': 1, 'x\\n  evil: 1': 2, ' pad': 3, '\u202eloss': 1, '"q"': 0.5 }`,
    ),
  );
  const { metrics } = await repository.init();
  expect(metrics.map(({ name }) => name).sort()).toEqual(['"q"', '# c', '__proto__x', 'a: {b}']);
  expect((await metricsOf(repository)).map(({ name }) => name).sort()).toEqual(
    metrics.map(({ name }) => name).sort(),
  );
});

test.each([
  ['Tickets & Co', 'tickets-co'],
  ['Größe', 'gro-e'],
  ['日本', 'model'],
])('a repository called %s gives a model a name that its refs can carry', async (folder, name) => {
  const repository = repositoryOf(nodeProject(), folder);
  const { model } = await repository.init({ tryIt: false });
  expect(model).toBe(name);
});
