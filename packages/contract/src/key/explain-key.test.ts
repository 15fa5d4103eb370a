import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedFiles } from './changed-files.ts';
import { explainHarnessKey, explainModelKey } from './explain-key.ts';
import { harnessKey, modelKey } from './key-digest.ts';
import { fileOf, filesOf, harnessPartsOf, modelPartsOf } from './test-parts.ts';

const none = modelPartsOf({ files: [] });

function added(...paths: readonly string[]): readonly string[] {
  return explainModelKey(none, modelPartsOf({ files: filesOf(...paths) }));
}

test('equal parts need no explanation', () => {
  expect(explainModelKey(modelPartsOf(), modelPartsOf())).toEqual([]);
  expect(explainHarnessKey(harnessPartsOf(), harnessPartsOf())).toEqual([]);
});

test('a few files are named, with what happened to them', () => {
  const before = modelPartsOf({ files: filesOf('a', 'b', 'c') });
  const after = modelPartsOf({ files: [fileOf('a', 'other'), fileOf('c', 'c'), fileOf('d')] });
  expect(explainModelKey(before, after)).toEqual(['a', 'b (removed)', 'd (added)']);
  expect(changedFiles(before, after)).toEqual(['a', 'b', 'd']);
});

test('many files are counted by folder', () => {
  const files = (content: string) =>
    ['models/digits/a.py', 'models/digits/b.py', 'models/digits/sub/c.py', 'params.yaml'].map((path) =>
      fileOf(path, `${path}${content}`),
    );
  expect(explainModelKey(modelPartsOf({ files: files('1') }), modelPartsOf({ files: files('2') }))).toEqual([
    '3 files under models/digits',
    'params.yaml',
  ]);
});

test('an explanation stays short', () => {
  const paths = 'abcdefgh'.split('').flatMap((top) => [`${top}/1`, `${top}/2`]);
  expect(added(...paths)).toEqual([
    '2 files under a',
    '2 files under b',
    '2 files under c',
    '2 files under d',
    '8 files more',
  ]);
  expect(added(...Array.from({ length: 5_000 }, (_, at) => `a/${at}`))).toEqual(['5,000 files under a']);
});

test('params, prompts, data and setup are said, a file in two lists once', () => {
  const before = modelPartsOf({ params: [fileOf('params.yaml')], data: { train: '1' } });
  const after = modelPartsOf({
    files: [fileOf('train.py'), fileOf('params.yaml', 'new')],
    params: [fileOf('params.yaml', 'new')],
    data: { train: '2', more: '3' },
    setup: 'make',
  });
  expect(explainModelKey(before, after)).toEqual([
    'params.yaml',
    'more data added',
    'train data changed',
    'setup added',
  ]);
});

test('what differs in a harness is said with before and after', () => {
  const [accuracy] = harnessPartsOf().metrics;
  if (accuracy === undefined) throw new Error('no metric');
  const before = harnessPartsOf({ judge: { model: 'gpt-9-mini', prompt: null }, metrics: [accuracy] });
  const after = harnessPartsOf({
    run: 'x',
    code: [fileOf('evaluate.py', 'new')],
    judge: { model: 'gpt-9', prompt: 'judge.md' },
    repeats: 3,
    metrics: [
      { ...accuracy, of: 'right', range: [0, 1] },
      { ...accuracy, name: 'cost' },
    ],
  });
  expect(explainHarnessKey(before, after)).toEqual([
    "the evaluation's command changed",
    'the evaluation changed (evaluate.py)',
    'the judge changed (gpt-9-mini → gpt-9)',
    "the judge's prompt added (judge.md)",
    'repeats changed (1 → 3)',
    'metric accuracy: of changed (correct → right)',
    'metric accuracy: range added (0 to 1)',
    'metric cost added',
  ]);
});

const file = fc
  .record({
    path: fc.constantFrom('a', 'b', 'c/d', 'c/e'),
    content: fc.constantFrom('1', '2'),
    executable: fc.boolean(),
  })
  .map(({ path, content, executable }) => fileOf(path, content, executable));
const files = fc.uniqueArray(file, { selector: (one) => one.path });
const modelParts = fc.record({
  files,
  params: files,
  prompts: files,
  data: fc.dictionary(fc.constantFrom('train', 'x'), fc.constantFrom('1', '2')),
  setup: fc.constantFrom(null, 'a', 'b'),
});

test('an explanation is empty just where the keys are equal', () => {
  fc.assert(
    fc.property(modelParts, modelParts, (before, after) => {
      expect(explainModelKey(before, after).length === 0).toBe(modelKey(before) === modelKey(after));
      expect(explainModelKey(before, structuredClone(before))).toEqual([]);
    }),
  );
  const harnessParts = fc
    .record({ code: files, repeats: fc.constantFrom(1, 2), run: fc.constantFrom('a', 'b') })
    .map((parts) => harnessPartsOf(parts));
  fc.assert(
    fc.property(harnessParts, harnessParts, (before, after) => {
      expect(explainHarnessKey(before, after).length === 0).toBe(harnessKey(before) === harnessKey(after));
    }),
  );
});
