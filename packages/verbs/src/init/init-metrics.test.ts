import { expect, test } from 'vitest';
import { run } from '../run.ts';
import { metricsOf } from './testing/test-answers.ts';
import { examplesText, nodeProject, repositoryOf } from './testing/test-repository.ts';

test('predictions in a CSV that the command writes become results, and columns of them metrics', async () => {
  const script = `import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const examples = readFileSync(process.env.WEIGHBRIDGE_EXAMPLES, 'utf8').trim().split('\\n').slice(1).map((line) => line.split(','));
mkdirSync('out', { recursive: true });
writeFileSync('out/preds.csv', 'uid,label,prediction,hit,loss,size\\n' + examples.map(([id, size], at) => [id, 'a', at % 3 ? 'a' : 'b', at % 3 ? 1 : 0, 0.5 + at, size]).join('\\n') + '\\n');
`;
  const repository = repositoryOf({
    'eval.mjs': script,
    'test.csv': `uid,size\n${Array.from({ length: 25 }, (_, at) => `u${at},${at}`).join('\n')}\n`,
    '.gitignore': 'out\n',
  });
  const outcome = await repository.init();
  expect(outcome.metrics.map(({ name, better }) => `${name} ${better}`)).toEqual([
    'hit higher',
    'loss lower',
  ]);
  const [suite] = (await repository.policy()).models[0]?.suites ?? [];
  expect(suite).toMatchObject({ id: 'uid', results: { path: 'out/preds.csv', format: 'csv' } });
  const weighed = await run(repository.call, { models: [], full: false });
  expect(weighed.verdicts.map((verdict) => verdict.outcome)).toEqual(['no-baseline']);
});

test('predictions without a number say what to write, and no metric is made up of them', async () => {
  const repository = repositoryOf({
    'evaluate.sh': '# writes out/predictions.csv\n',
    'data/test.csv': 'id,text\n1,a\n2,b\n3,c\n',
    'out/predictions.csv': 'id,label,prediction\n1,a,a\n2,b,a\n3,c,c\n',
  });
  const { look, metrics } = await repository.init({ tryIt: false });
  expect(look.join('\n')).toContain(
    'out/predictions.csv has label and prediction, but no number an example can be judged by',
  );
  expect(metrics.map(({ why }) => why)).toEqual([
    'a placeholder: no numbers were seen; check name and direction',
  ]);
  expect(repository.read('weighbridge.yml')).not.toContain('aggregate');
});

test('rows that lie here from before give metrics where the command may not be tried', async () => {
  const repository = repositoryOf({
    'evaluate.sh': '# writes results.csv\n',
    'model.sh': 'true\n',
    'eval.sh': 'true\n',
    'data/test.csv': 'id,size\na,1\nb,2\n',
    'results.csv': 'id,size,y_true,y_pred,exact_match\na,1,0,1,0\nb,2,1,1,1\n',
  });
  const shown = await repository.init({ print: true });
  expect(shown.files[0]?.text).not.toContain('results:');
  const outcome = await repository.init({ tryIt: false });
  expect(outcome.metrics.map(({ name }) => name)).toEqual(['exact_match']);
  expect(outcome.look.join('\n')).toContain('let .gitignore name it');
  const [model] = (await repository.policy()).models;
  expect(model?.suites[0]?.results).toEqual({ path: 'results.csv', format: 'csv' });
  expect(model?.paths).toEqual(['model.sh']);
});

test('rows that were written before the time was over count', async () => {
  const script = `const fs = require('fs');
const [first] = fs.readFileSync(process.env.WEIGHBRIDGE_EXAMPLES, 'utf8').split('\\n');
fs.appendFileSync(process.env.WEIGHBRIDGE_RESULTS, JSON.stringify({ id: JSON.parse(first).id, metrics: { solved: 1 } }) + '\\n{"id":"cut');
setInterval(() => {}, 1000);
`;
  const repository = repositoryOf({ 'evaluate.cjs': script, 'data/eval.jsonl': examplesText() });
  const { metrics, look } = await repository.init({ trialMs: 2_000 });
  expect(metrics.map(({ name }) => name)).toEqual(['solved']);
  expect(look[0]).toContain('its time limit');
});

test('a command that evaluates more than it was given is told so', async () => {
  const script = `const fs = require('fs');
fs.writeFileSync('rows.jsonl', fs.readFileSync('data/eval.jsonl', 'utf8').replace(/"text":"[^"]*"/g, '"metrics":{"score":0.25}'));
`;
  const repository = repositoryOf({ 'evaluate.cjs': script, 'data/eval.jsonl': examplesText() });
  const { look, metrics } = await repository.init();
  expect(metrics).toEqual([{ name: 'score', better: 'higher', why: 'higher: named score' }]);
  expect(look.join('\n')).toContain('10 rows are of examples that the command was not asked for');
});

test('a direction that nothing says is marked as such', async () => {
  const repository = repositoryOf(nodeProject('{ zork: at / 3, errorRate: at % 2, flag: at % 2 }'));
  const { metrics, look } = await repository.init();
  expect(metrics).toEqual([
    {
      name: 'flag',
      better: 'higher',
      why: 'higher: every value is 0 or 1, read as fail or pass; check the direction',
    },
    { name: 'zork', better: 'higher', why: 'higher: nothing says so; check the direction' },
    { name: 'errorRate', better: 'lower', why: 'lower: named error' },
  ]);
  expect(look.join('\n')).toContain('Is higher better of flag, zork? Nothing says so.');
  expect((await metricsOf(repository)).map(({ gate }) => gate)).toEqual(['block', 'warn', 'warn']);
});
