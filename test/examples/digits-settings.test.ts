import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Example, exampleFile, openExample } from '../support/example.ts';
import {
  checkOn,
  conclusions,
  headings,
  jobNamed,
  storedRuns,
  theComment,
  writesTried,
} from '../support/example-facts.ts';

const weigh = 'weighbridge / weigh';
const path = '.github/workflows/weighbridge.yml';
const workflow = exampleFile(`digits/${path}`);
const secrets = `    secrets:\n      env: \${{ secrets.LINES }}\n`;
const problems = [
  { path: 'weighbridge.yml', line: 39, message: expect.stringContaining('direction is never guessed') },
  { path: 'weighbridge.yml', line: 41, message: 'unknown key "beter"; did you mean `better`?' },
];

/** What a workflow and a weighbridge.yml may say otherwise, in one story. */
describe('digits, with other events and a broken weighbridge.yml', () => {
  let example: Example;
  beforeAll(async () => {
    const wider = workflow
      .replace('  merge_group:\n', '  merge_group:\n  workflow_dispatch:\n')
      .replace('branches: [main]', "branches: ['**']");
    example = await openExample('digits', { files: { [path]: wider } });
    await example.runner.push({ folder: example.folder });
  });
  afterAll(async () => {
    expect(example.runner.github.violations).toEqual([]);
    await example.close();
  });

  it('workflow_dispatch and pushes to other branches weigh nothing, say so once, and end well', async () => {
    const { runner, folder } = example;
    const dispatched = await runner.workflowDispatch({ folder });
    example.edit('other', 'params.yaml', 'epochs: 10', 'epochs: 12');
    const pushed = await runner.push({ folder, branch: 'other' });
    const sentences = [
      'nothing is weighed on `workflow_dispatch`; use Weighbridge on pull_request, merge_group, push to the default branch, and schedule',
      'this is a push to other; Weighbridge weighs pull requests, merge groups, and pushes to main',
    ];
    for (const [index, outcome] of [dispatched, pushed].entries()) {
      const job = jobNamed(outcome, weigh);
      const sentence = sentences[index] ?? '';
      expect(conclusions(outcome)).toEqual([`${weigh}: success`, 'weighbridge / record: skipped']);
      expect(job.outputs).toEqual({ outcome: 'not-run', 'exit-code': '0' });
      expect(job.annotations).toMatchObject([{ level: 'notice', message: sentence }]);
      expect(job.summary.trim()).toBe(`### Nothing to weigh\n\n${sentence}`);
      expect(job.log.split(sentence)).toHaveLength(2);
    }
    expect(storedRuns(example)).toHaveLength(1);
  });

  it('broken in the pull request: the comment says where, the lines are annotated, exit code 2', async () => {
    const head = example.edit('broken', 'weighbridge.yml', 'better: higher # never', 'beter: higher # never');
    const outcome = await example.runner.pullRequest({ folder: example.folder, head: 'broken' });
    const job = jobNamed(outcome, weigh);
    expect(job.outputs).toEqual({ outcome: 'error', 'exit-code': '2' });
    expect(job.annotations).toMatchObject(problems);
    expect(checkOn(example, head, weigh)).toBe('failure');
    const { body } = theComment(example, outcome.pull);
    expect(headings(body)).toEqual(['⚙️ Nothing was weighed: 2 things have to be mended']);
    expect(body).toContain('- `weighbridge.yml:41:11` unknown key');
    expect(job.summary).toContain('weighbridge.yml:41:11: unknown key "beter"');
  });

  it('broken on main: the job is red, nothing is stored, and no comment is spoken of', async () => {
    example.edit('main', 'weighbridge.yml', 'better: higher # never', 'beter: higher # never');
    const outcome = await example.runner.push({ folder: example.folder });
    expect(conclusions(outcome)).toEqual([`${weigh}: failure`, 'weighbridge / record: skipped']);
    expect(jobNamed(outcome, weigh).annotations).toMatchObject(problems);
    expect(jobNamed(outcome, weigh).log).not.toContain('comment');
    expect(storedRuns(example)).toHaveLength(1);
  });

  it('a pull request that mends main is judged by its own weighbridge.yml, which the report says', async () => {
    example.edit('mends', 'weighbridge.yml', 'beter: higher # never', 'better: higher # never');
    const outcome = await example.runner.pullRequest({ folder: example.folder, head: 'mends' });
    const { body } = theComment(example, outcome.pull);
    expect(body).toMatch(/\nweighbridge\.yml of \S+ cannot be read, so this change's own policy decides/);
    const merged = await example.runner.push({ folder: example.folder, merge: 'mends' });
    expect(conclusions(merged)).toEqual([`${weigh}: success`, 'weighbridge / record: success']);
    expect(storedRuns(example)).toHaveLength(2);
  });
});

describe('digits, with a suite that asks for a label and a secret', () => {
  let example: Example;
  beforeAll(async () => {
    const policy = exampleFile('digits/weighbridge.yml').replace(
      '    eval:\n',
      '    eval:\n      when: label:gpu\n      env: [API_KEY]\n',
    );
    // As the page on GitHub says: a label starts a run only where the workflow asks for that.
    const asking = workflow.replace('ready_for_review]', 'ready_for_review, labeled]');
    const files = { [path]: `${asking}${secrets}`, 'weighbridge.yml': policy };
    example = await openExample('digits', { files, secrets: { LINES: 'API_KEY=key-of-the-model' } });
    example.edit(
      'main',
      'evaluate.mjs',
      'let correct = 0;',
      "let correct = 0;\nconsole.log('with', process.env.API_KEY);",
    );
    const first = await example.runner.push({ folder: example.folder });
    expect(jobNamed(first, weigh).log).toContain('with ***');
  });
  afterAll(async () => {
    expect(example.runner.github.violations).toEqual([]);
    await example.close();
  });

  it('is left out without the label, says how to have it, and is evaluated once the label is there', async () => {
    const { runner, folder } = example;
    example.edit('longer', 'params.yaml', 'epochs: 10', 'epochs: 12');
    const without = await runner.pullRequest({ folder, head: 'longer' });
    const reason = '`when: label:gpu` of eval: put the label gpu on the pull request to have it evaluated';
    expect(jobNamed(without, weigh).outputs).toEqual({ outcome: 'not-run', 'exit-code': '0' });
    const before = theComment(example, without.pull);
    expect(headings(before.body)).toEqual([`⏸ digits was not weighed: ${reason}`]);
    const labeled = await runner.pullRequest({ folder, head: 'longer', labels: ['gpu'] });
    expect(labeled.runs).toMatchObject([{ action: 'labeled' }]);
    expect(jobNamed(labeled, weigh).outputs).toEqual({ outcome: 'pass', 'exit-code': '0' });
    const after = theComment(example, without.pull);
    expect(after.id).toBe(before.id);
    expect(headings(after.body)).toEqual(['✅ digits: no drop found']);
  });

  it('is left out where the secret is missing, and the secret is named', async () => {
    const { runner, folder } = example;
    const outcome = await runner.pullRequest({
      folder,
      head: 'longer',
      labels: ['again'],
      secrets: { LINES: '' },
    });
    expect(jobNamed(outcome, weigh).outputs).toEqual({ outcome: 'not-run', 'exit-code': '0' });
    expect(headings(theComment(example, outcome.pull).body)).toEqual([
      '⏸ digits was not weighed: API\\_KEY is not set, and `env` of eval names it',
    ]);
  });

  it('is left out for a fork, which gets no secrets: the summary says what a maintainer can do', async () => {
    const { runner, folder } = example;
    example.edit('theirs', 'params.yaml', 'epochs: 10', 'epochs: 13');
    runner.github.forget();
    const outcome = await runner.pullRequest({ folder, head: 'theirs', fork: true, labels: ['gpu'] });
    const { summary, outputs } = jobNamed(outcome, weigh);
    expect(outputs).toEqual({ outcome: 'not-run', 'exit-code': '0' });
    expect(summary).toContain(
      'GitHub gives no secrets to runs of forks; a maintainer who trusts the change can push it',
    );
    expect(summary).not.toContain('These numbers');
    expect(writesTried(example)).toEqual([]);
  });
});
