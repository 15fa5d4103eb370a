import { writeFileSync } from 'node:fs';
import type { Outcome, PullRequestCall } from '@weighbridge/workflow-runner';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Example, openExample, repositoryOf } from '../support/example.ts';
import {
  artifactsOf,
  checkOn,
  commentsOn,
  conclusions,
  headings,
  jobNamed,
  stepsOf,
  storedRuns,
  theComment,
  writesTried,
} from '../support/example-facts.ts';

const weigh = 'weighbridge / weigh';

/** Pull requests of every kind, against one stored run of main. */
describe('digits, its pull requests', () => {
  let example: Example;
  beforeAll(async () => {
    example = await openExample('digits');
    await example.runner.push({ folder: example.folder });
    expect(storedRuns(example)).toHaveLength(1);
  });
  beforeEach(() => {
    expect(example.runner.github.violations).toEqual([]);
    example.runner.github.forget();
  });
  afterAll(async () => {
    expect(example.runner.github.violations).toEqual([]);
    expect(storedRuns(example), 'a pull request never stores').toHaveLength(1);
    await example.close();
  });
  const open = (head: string, call: Partial<PullRequestCall> = {}): Promise<Outcome> =>
    example.runner.pullRequest({ folder: example.folder, head, ...call });

  it('of a fork: weighed and held, no comment tried, and the summary carries the report', async () => {
    const head = example.edit('worse', 'params.yaml', 'epochs: 10', 'epochs: 1');
    const outcome = await open('worse', { fork: true });
    const job = jobNamed(outcome, weigh);
    expect(stepsOf(job)).toEqual(['Weigh: failure', 'Post Weigh: success']);
    expect(job.outputs).toEqual({ outcome: 'regressed', 'exit-code': '1' });
    expect(job.annotations).toMatchObject([{ level: 'failure', path: 'weighbridge.yml', line: 39 }]);
    expect(checkOn(example, head, weigh)).toBe('failure');
    expect(writesTried(example)).toEqual([]);
    expect(commentsOn(example, outcome.pull)).toEqual([]);
    expect(headings(job.summary)).toEqual([
      '⛔ Merging makes digits worse: accuracy falls by 10 pp (0.5 pp allowed), also in 3 slices',
    ]);
    expect(job.summary).toContain('These numbers were made by the fork’s own run');
    expect(job.summary).toContain(
      'This report is not on the pull request: GitHub gives runs of forks a token that only reads.',
    );
  });

  it('of Dependabot: the same, without a comment', async () => {
    const outcome = await open('worse', { actor: 'dependabot[bot]' });
    const job = jobNamed(outcome, weigh);
    expect(job.conclusion).toBe('failure');
    expect(job.outputs).toEqual({ outcome: 'regressed', 'exit-code': '1' });
    expect(writesTried(example)).toEqual([]);
    expect(job.summary).toContain("GitHub gives Dependabot's runs a token that only reads");
    expect(job.summary).not.toContain('fork');
  });

  it('a draft is not weighed, and is once it is ready for review', async () => {
    example.edit('draft', 'params.yaml', 'epochs: 10', 'epochs: 11');
    const draft = await open('draft', { draft: true });
    const job = jobNamed(draft, weigh);
    const reason = 'this pull request is a draft; it is weighed when it is ready for review';
    expect(job.conclusion).toBe('success');
    expect(job.outputs).toEqual({ outcome: 'not-run', 'exit-code': '0' });
    expect(job.annotations).toMatchObject([
      { level: 'warning', message: `digits was not weighed: ${reason}` },
    ]);
    expect(artifactsOf(example, draft)).toEqual(['weighbridge-digits-verdict-1']);
    const before = theComment(example, draft.pull);
    expect(headings(before.body)).toEqual([`⏸ digits was not weighed: ${reason}`]);
    const ready = await open('draft', { action: 'ready_for_review' });
    expect(jobNamed(ready, weigh).outputs).toEqual({ outcome: 'pass', 'exit-code': '0' });
    const after = theComment(example, draft.pull);
    expect(after.id).toBe(before.id);
    expect(after.body).toContain('accuracy 90.5 % → 89.7 %');
    expect(after.body).toContain('<code>epochs</code> <code>10</code> → <code>11</code>');
  });

  it('an evaluation that crashes is no regression: its log is in the comment, and the check is red', async () => {
    const crash = "console.error('cannot reach the GPU'); process.exit(3);";
    const head = example.edit('crash', 'train.mjs', 'let loss = 0;', crash);
    const outcome = await open('crash');
    const job = jobNamed(outcome, weigh);
    expect(job.outputs).toEqual({ outcome: 'error', 'exit-code': '4' });
    expect(checkOn(example, head, weigh)).toBe('failure');
    expect(job.annotations).toMatchObject([
      { path: 'weighbridge.yml', line: 5, message: expect.stringContaining('exited with code 3') },
    ]);
    const { body } = theComment(example, outcome.pull);
    expect(body).toContain('⚙️ digits was not weighed');
    expect(body).toContain('A command that fails says nothing about the model: this is not a regression.');
    expect(body).toContain('```text\ncannot reach the GPU\n```');
    expect(body).toContain('**What now?** @acme/vision owns digits · [runbook](');
  });

  it('cancelled while it is evaluated: the step that comes after says so on the pull request', async () => {
    const hang = "console.log('training has begun'); await new Promise(() => setInterval(() => {}, 1000));";
    example.edit('slow', 'train.mjs', 'let loss = 0;', hang);
    const cancel = new AbortController();
    const line = (_: string, text: string): void => {
      if (text.includes('training has begun')) cancel.abort();
    };
    const outcome = await open('slow', { signal: cancel.signal, listener: { line } });
    expect(conclusions(outcome)).toContain(`${weigh}: cancelled`);
    expect(stepsOf(jobNamed(outcome, weigh))).toEqual(['Weigh: cancelled', 'Post Weigh: success']);
    const { body } = theComment(example, outcome.pull);
    expect(body).toContain('was interrupted after');
    expect(body).toContain('A run that is cancelled says nothing about the model: this is not a regression.');
    expect(body).toContain('a push or a re-run weighs it again');
    expect(body).not.toContain('the end of the log says why');
  });

  it('closed while it is evaluated: no comment is left on it', async () => {
    const go = `${example.folder}-go`;
    const wait = `console.log('waiting'); const { existsSync } = await import('node:fs');
while (!existsSync(${JSON.stringify(go)})) await new Promise((done) => setTimeout(done, 20));
let loss = 0;`;
    example.edit('closing', 'train.mjs', 'let loss = 0;', wait);
    const close = async (): Promise<void> => {
      const { github } = example.runner;
      const pull = github.pulls.list(repositoryOf(example)).at(-1);
      if (pull !== undefined)
        await github.pulls.change(pull, { state: 'closed' }, { login: 'mona', byJob: false });
      writeFileSync(go, '');
    };
    let closing: Promise<void> | undefined;
    const line = (_: string, text: string): void => {
      if (text.includes('waiting')) closing ??= close();
    };
    const outcome = await open('closing', { listener: { line } });
    await closing;
    const job = jobNamed(outcome, weigh);
    expect(job.outputs).toEqual({ outcome: 'pass', 'exit-code': '0' });
    expect(commentsOn(example, outcome.pull)).toEqual([]);
    expect(job.summary).toContain('not on the pull request: the pull request was closed meanwhile');
  });

  it('a setup that fails on a later push: the comment says so, and no longer what was true before', async () => {
    const use = 'weigh.yml@v1';
    example.edit('setting-up', 'train.mjs', 'let loss = 0;', 'let loss = 0; // as before');
    await open('setting-up');
    example.edit(
      'setting-up',
      '.github/workflows/weighbridge.yml',
      use,
      `${use}\n    with: { setup: "exit 3" }`,
    );
    const outcome = await open('setting-up');
    expect(jobNamed(outcome, weigh).conclusion).toBe('failure');
    const { body } = theComment(example, outcome.pull);
    expect(headings(body)).toEqual(['⚙️ digits was not weighed: an earlier step did not finish']);
  });

  it('a change of nothing that the model is made of makes no comment, and the check is green', async () => {
    const head = example.edit('words', 'README.md', 'a model', 'the model');
    const outcome = await open('words');
    expect(jobNamed(outcome, weigh).outputs).toEqual({ outcome: 'untouched', 'exit-code': '0' });
    expect(checkOn(example, head, weigh)).toBe('success');
    expect(writesTried(example)).toEqual([]);
    expect(headings(jobNamed(outcome, weigh).summary)).toEqual(['✅ digits is untouched']);
    expect(artifactsOf(example, outcome)).toEqual([]);
  });
});
