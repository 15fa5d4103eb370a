import { expect, test } from 'vitest';
import { check } from '../check.ts';
import { examplesText, nodeProject, repositoryOf } from './testing/test-repository.ts';

const many = { 'data/eval.jsonl': examplesText(500) };
/** Writes rows of all examples of the repository, whatever it was asked for; `rest` comes after them. */
const ofItsOwn = (rest = '') => `const { readFileSync, writeFileSync } = require('fs');
const lines = readFileSync('data/eval.jsonl', 'utf8').trim().split('\\n').map((line) => JSON.parse(line));
writeFileSync(process.env.WEIGHBRIDGE_RESULTS, lines.map(({ id }) => JSON.stringify({ id, metrics: { correct: 1 } }) + '\\n').join(''));
${rest}`;

async function suiteOf(repository: ReturnType<typeof repositoryOf>) {
  const [suite] = (await repository.policy()).models[0]?.suites ?? [];
  expect((await check(repository.call, { models: [] })).problems).toEqual([]);
  return suite;
}

const comment = (text: string): string => text.replace(/\n +# /g, ' ');

test('an evaluation that keeps to what it is given has a subset, and says what that means', async () => {
  const repository = repositoryOf({ ...nodeProject(), ...many });
  const { look } = await repository.init();
  expect((await suiteOf(repository))?.subset).toEqual({ size: 400 });
  expect(comment(repository.read('weighbridge.yml'))).toContain(
    'At most so many on a pull request, drawn for each and the same at every push to it; main evaluates all.',
  );
  expect(look.join('\n')).not.toContain('subset');
});

test('one that reads its own examples has none: every pull request would be refused', async () => {
  const repository = repositoryOf({ 'evaluate.cjs': ofItsOwn(), 'model.cjs': '', ...many });
  const { look } = await repository.init();
  expect((await suiteOf(repository))?.subset).toBeUndefined();
  const why =
    'No `subset`, so a pull request evaluates all 500 examples: the command writes rows that it was not asked for. Once it reads its examples from the file that WEIGHBRIDGE_EXAMPLES names, and from no other, write `subset: { size: 400 }`.';
  expect(look).toContain(why);
  expect(look[0]).toContain('480 rows are of examples that the command was not asked for');
  expect(comment(repository.read('weighbridge.yml'))).toContain(why);
});

const unseen = 'nobody saw whether the command keeps to the examples that it is given';

test.each([
  ['was not tried', '', false],
  ['wrote nothing', '', true],
  ['failed', 'process.exit(3);\n', true],
])('nor has one that %s', async (_, script, tryIt) => {
  const repository = repositoryOf({ 'evaluate.cjs': script, 'model.cjs': '', ...many });
  const { look } = await repository.init({ tryIt });
  expect((await suiteOf(repository))?.subset).toBeUndefined();
  expect(look.join('\n')).toContain(unseen);
});

test('nor one whose rows lie here from before, or that was ended after the first of them', async () => {
  const before = repositoryOf({
    'evaluate.cjs': '// writes out/rows.jsonl\n',
    'out/rows.jsonl': '{"id":"ex-1","metrics":{"correct":1}}\n',
    ...many,
  });
  await before.init({ tryIt: false });
  expect((await suiteOf(before))?.subset).toBeUndefined();
  const script = `const { writeFileSync } = require('fs');
writeFileSync(process.env.WEIGHBRIDGE_RESULTS, '{"id":"ex-0","metrics":{"correct":1}}\\n');
setInterval(() => {}, 1000);
`;
  const ended = repositoryOf({ 'evaluate.cjs': script, ...many });
  const { look, metrics } = await ended.init({ trialMs: 2_000 });
  expect(metrics.map(({ why }) => why)).toEqual(['higher: named correct, and every value is 0 or 1']);
  expect((await suiteOf(ended))?.subset).toBeUndefined();
  expect(look.join('\n')).toContain(unseen);
});

test('rows of no example at all count as rows too many', async () => {
  const script = nodeProject()['evaluate.mjs'];
  const more = `appendFileSync(process.env.WEIGHBRIDGE_RESULTS, '{"id":"total","metrics":{"correct":1}}\\n');\n`;
  const repository = repositoryOf({ ...nodeProject(), 'evaluate.mjs': `${script}${more}`, ...many });
  await repository.init();
  expect((await suiteOf(repository))?.subset).toBeUndefined();
});
