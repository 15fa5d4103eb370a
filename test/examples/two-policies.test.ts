import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Example, exampleFile, openExample } from '../support/example.ts';
import { checkOn, commentsOn, conclusions, headings, storedRuns } from '../support/example-facts.ts';

const path = '.github/workflows/weighbridge.yml';
const second = `  strokes:
    permissions: { contents: write, pull-requests: write }
    uses: weighbridge-ci/weighbridge/.github/workflows/weigh.yml@v1
    with: { config: strokes/weighbridge.yml }
`;

/** Two weighbridge.yml in one repository, each weighed by a job of its own in the same workflow. */
describe('two weighbridge.yml', () => {
  let example: Example;
  beforeAll(async () => {
    const policy = exampleFile('digits/weighbridge.yml');
    example = await openExample('digits', {
      files: {
        [path]: `${exampleFile(`digits/${path}`)}${second}`,
        'strokes/weighbridge.yml': policy
          .replace('  digits:\n', '  strokes:\n')
          .replace('mode: enforce', 'mode: observe'),
      },
    });
  });
  afterAll(async () => {
    expect(example.runner.github.violations).toEqual([]);
    await example.close();
  });

  it('store a run of main each, though their evidence lies in one run', async () => {
    const outcome = await example.runner.push({ folder: example.folder });
    expect(conclusions(outcome)).toEqual([
      'weighbridge / weigh: success',
      'weighbridge / record: success',
      'strokes / weigh: success',
      'strokes / record: success',
    ]);
    expect(storedRuns(example).map((name) => name.replace(/\/.*/, ''))).toEqual(['digits', 'strokes']);
  });

  it('have a comment and a check each, and keep to their own when they run again', async () => {
    const { runner, folder } = example;
    const head = example.edit('worse', 'params.yaml', 'epochs: 10', 'epochs: 1');
    const outcome = await runner.pullRequest({ folder, head: 'worse' });
    expect(checkOn(example, head, 'weighbridge / weigh')).toBe('failure');
    expect(checkOn(example, head, 'strokes / weigh')).toBe('success');
    const before = commentsOn(example, outcome.pull);
    expect(before.map(({ body }) => headings(body)[0]?.replace(/:.*/, ''))).toEqual([
      '⛔ Merging makes digits worse',
      expect.stringContaining('strokes'),
    ]);
    await runner.pullRequest({ folder, head: 'worse', rerun: true });
    const after = commentsOn(example, outcome.pull);
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after.map(({ body }) => headings(body))).toEqual(before.map(({ body }) => headings(body)));
  });
});
