import { selectModelFiles } from '@weighbridge/contract';
import { expect, test } from 'vitest';
import { check } from '../check.ts';
import { examplesText, nodeProject, repositoryOf, rowsScript } from './testing/test-repository.ts';

const service = (name: string): Record<string, string> => ({
  [`${name}/evaluate.mjs`]: rowsScript('{ correct: at % 2 }'),
  [`${name}/model.mjs`]: 'export const predict = (at) => at;\n',
  [`${name}/data/eval.jsonl`]: examplesText(),
  [`${name}/prompts/answer.md`]: 'Answer.',
});

test('of two models one is taken, and the other is said not to be weighed, with the command that proposes it', async () => {
  const repository = repositoryOf({ ...service('intent'), ...service('language') });
  const outcome = await repository.init();
  expect(outcome.model).toBe('intent');
  expect(outcome.look).toContain(
    "language/evaluate.mjs is not weighed yet. If it evaluates a model of its own, `weighbridge init --run 'node language/evaluate.mjs' --name language --print` proposes it: add it under `models` of weighbridge.yml.",
  );
  expect((await repository.policy()).models[0]?.prompts).toEqual(['intent/prompts/*.md']);
  const other = await repository.init({ run: 'node language/evaluate.mjs', name: 'language', print: true });
  expect(other).toMatchObject({ model: 'language', examples: 'language/data/eval.jsonl', written: [] });
  expect(other.files[0]?.text).toContain('paths: [language/model.mjs]');
  expect(other.files[0]?.text).toContain('prompts: [language/prompts/*.md]');
});

test('other ways to run the same evaluation are no other model', async () => {
  const repository = repositoryOf({ ...nodeProject(), Makefile: 'eval:\n\tnode evaluate.mjs\n' });
  const { look, found } = await repository.init();
  expect(found[0]).toContain('also there: target eval of Makefile');
  expect(look.join('\n')).not.toContain('not weighed yet');
});

test('each gets a name of its own, and only a few are spelled out', async () => {
  const more = Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`scripts/eval_${name}.mjs`, '']),
  );
  const repository = repositoryOf({ ...nodeProject(), 'eval.mjs': '', ...more });
  const { look } = await repository.init({ tryIt: false });
  const lines = look.filter((line) => line.includes('not weighed yet'));
  const names = lines.flatMap((line) => /--name (\S+)/.exec(line)?.[1] ?? []);
  expect(names).toEqual(['tickets-2', 'a', 'b', 'c', 'd']);
  expect(lines.at(-1)).toBe('2 more evaluations are not weighed yet.');
});

test('a prompt that grades is of the harness, not of the model', async () => {
  const repository = repositoryOf({
    ...nodeProject(),
    'prompts/judge.md': 'Grade.',
    'prompts/answer.md': 'Answer.',
    'prompts/tone.txt': 'Be kind.',
  });
  const { look } = await repository.init();
  const policy = await repository.policy();
  const [model] = policy.models;
  expect(model?.prompts).toEqual(['prompts/*.txt', 'prompts/answer.md']);
  expect(model?.suites[0]?.code).toEqual(['evaluate.mjs', 'prompts/judge.md']);
  expect(model?.suites[0]?.judge).toBeUndefined();
  expect(look.join('\n')).toContain('prompts/judge.md: taken for what judges, by name');
  expect(repository.read('weighbridge.yml').replace(/\n +# /g, ' ')).toContain(
    'prompts/judge.md: by name a prompt that grades. Say which model reads it, `judge: { model: …, prompt: prompts/judge.md }`',
  );
  expect((await check(repository.call, { models: [] })).problems).toEqual([]);
  if (model === undefined) throw new Error('no model');
  const files = ['model.mjs', 'prompts/judge.md'].map((path) => ({ path, oid: 'x', executable: false }));
  expect(selectModelFiles(files, model, policy).map(({ path }) => path)).toEqual(['model.mjs']);
});

test.each(['grader', 'answer-rubric', 'llm_judge', 'Judging'])('a prompt called %s grades', async (name) => {
  const repository = repositoryOf({ ...nodeProject(), [`prompts/${name}.md`]: 'x' });
  await repository.init({ tryIt: false });
  const [model] = (await repository.policy()).models;
  expect(model?.prompts).toEqual([]);
  expect(model?.suites[0]?.code).toEqual(['evaluate.mjs', `prompts/${name}.md`]);
});

test.each(['upgrading', 'answer', 'degraded'])('a prompt called %s is of the model', async (name) => {
  const repository = repositoryOf({ ...nodeProject(), [`prompts/${name}.md`]: 'x' });
  await repository.init({ tryIt: false });
  expect((await repository.policy()).models[0]?.prompts).toEqual(['prompts/*.md']);
});
