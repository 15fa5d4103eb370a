import { expect, test } from 'vitest';
import { mistakesOfAction, mistakesOfWorkflow } from '../support/github-parser.ts';
import { actionFiles, workflowFiles } from '../support/workflow-files.ts';

test.each(workflowFiles().map(({ path, text }) => [path, text]))('GitHub reads %s', async (path, text) => {
  expect(await mistakesOfWorkflow(path, text)).toEqual([]);
});

for (const { path, text } of actionFiles()) {
  test(`GitHub reads ${path}`, () => {
    expect(mistakesOfAction(path, text)).toEqual([]);
  });
}

const sound = `on: push
jobs:
  weigh:
    runs-on: ubuntu-latest
    steps: [{ run: "\${{ secrets.x }}" }]
  gate:
    runs-on: ubuntu-latest
    needs: weigh
    steps: [{ run: "true" }]
`;

test.each([
  ['a misspelt key', 'needs:', 'need:', "Unexpected value 'need'"],
  ['an unknown context', 'secrets.x', 'secret.x', "Unrecognized named-value: 'secret'"],
  ['a job that is not there', 'needs: weigh', 'needs: eval', "depends on unknown job 'eval'"],
])('%s would be found', async (_, right, wrong, message) => {
  expect(await mistakesOfWorkflow('sound.yml', sound)).toEqual([]);
  const said = await mistakesOfWorkflow('broken.yml', sound.replace(right, wrong));
  expect(said.join('\n')).toContain(message);
});
