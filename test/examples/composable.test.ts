import type { Outcome } from '@weighbridge/workflow-runner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRunPython, type Example, exampleFile, openExample } from '../support/example.ts';
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
} from '../support/example-facts.ts';

const path = '.github/workflows/weighbridge.yml';
const broken = ['better: higher', 'beter: higher'] as const;
const mended = '⚙️ Nothing was weighed: 2 things have to be mended';

/** The verbs as jobs, in one story. */
describe.runIf(canRunPython('the example composable'))('composable', () => {
  let example: Example;
  beforeAll(async () => {
    example = await openExample('composable');
  });
  afterAll(async () => {
    expect(example.runner.github.violations).toEqual([]);
    await example.close();
  });
  const open = (head: string): Promise<Outcome> =>
    example.runner.pullRequest({ folder: example.folder, head });

  it('main: planned, evaluated in a job each, compared, stored, and nothing said of comments but in a log', async () => {
    const outcome = await example.runner.push({ folder: example.folder });
    expect(conclusions(outcome)).toEqual([
      'plan: success',
      'eval topic: success',
      'eval urgency: success',
      'weighbridge: success',
      'record: success',
    ]);
    const gate = jobNamed(outcome, 'weighbridge');
    expect(gate.annotations).toEqual([]);
    expect(headings(gate.summary).map((text) => text.replace(/:.*/, ''))).toEqual([
      '👋 First weighing of topic',
      '👋 First weighing of urgency',
    ]);
    expect(storedRuns(example)).toHaveLength(2);
    expect(artifactsOf(example, outcome)).toEqual([
      'weighbridge-topic-evidence-1',
      'weighbridge-topic-verdict-1',
      'weighbridge-urgency-evidence-1',
      'weighbridge-urgency-verdict-1',
    ]);
  });

  it('a better model: a matrix of one, a comment, an open gate', async () => {
    const head = example.edit('better', 'rules/topic.json', '"charged"', '"charged", "price"');
    const outcome = await open('better');
    expect(conclusions(outcome)).toEqual([
      'plan: success',
      'eval topic: success',
      'weighbridge: success',
      'record: skipped',
    ]);
    expect(jobNamed(outcome, 'plan').outputs).toEqual({
      matrix: '{"include":[{"model":"topic"}]}',
      touched: 'true',
    });
    expect(checkOn(example, head, 'weighbridge')).toBe('success');
    const { body } = theComment(example, outcome.pull);
    expect(headings(body)).toEqual(['✅ topic gets better: accuracy rises by 5.4 pp (+2.6 … +7.3)']);
    expect(body).toContain('· urgency untouched ·');
    // What the artifact client masks reached the runner, though the command's output went before.
    expect(jobNamed(outcome, 'eval topic').log).not.toContain('add-mask');
  });

  it('a worse model closes the gate, and only the gate; another attempt says the same in the same comment', async () => {
    const head = example.edit('worse', 'rules/topic.json', '"password", ', '');
    const outcome = await open('worse');
    const gate = jobNamed(outcome, 'weighbridge');
    expect(stepsOf(gate)).toEqual([
      'Compare: success',
      'Comment: success',
      'Gate: failure',
      'Post Compare: success',
    ]);
    expect(gate.annotations).toMatchObject([
      { path: 'weighbridge.yml', line: 11, title: 'Weighbridge: topic' },
    ]);
    expect(gate.log).toContain('closed topic: regressed, exit code 1.');
    expect(checkOn(example, head, 'weighbridge')).toBe('failure');
    const before = theComment(example, outcome.pull);
    const again = await example.runner.pullRequest({ folder: example.folder, head: 'worse', rerun: true });
    expect(again.runs).toMatchObject([{ attempt: 2, conclusion: 'failure' }]);
    expect(artifactsOf(example, again)).toContain('weighbridge-topic-evidence-2');
    const after = theComment(example, outcome.pull);
    expect([after.id, headings(after.body)]).toEqual([before.id, headings(before.body)]);
  });

  it('an evaluation that crashes in its job: the gate is closed, and the comment has the log', async () => {
    const head = example.edit('crash', 'rules/urgency.json', '"calm":', '"calm"');
    const outcome = await open('crash');
    expect(conclusions(outcome)).toEqual([
      'plan: success',
      'eval urgency: failure',
      'weighbridge: failure',
      'record: skipped',
    ]);
    expect(checkOn(example, head, 'weighbridge')).toBe('failure');
    const gate = jobNamed(outcome, 'weighbridge');
    const reason = 'jobs before this one did not succeed: eval (failure)';
    expect(gate.annotations.map(({ message }) => message)).toContain(reason);
    expect(gate.log.split(reason)).toHaveLength(2);
    expect(gate.log).toContain('closed urgency: error, exit code 4.');
    const { body } = theComment(example, outcome.pull);
    expect(headings(body)[0]).toContain('urgency was not weighed');
    expect(body).toContain('json.decoder.JSONDecodeError');
    expect(body).toContain('this is not a regression');
  });

  it('nothing touched: no evaluation, no comment, an open gate', async () => {
    const head = example.edit('words', 'README.md', 'composable', 'Composable');
    const outcome = await open('words');
    expect(jobNamed(outcome, 'plan').outputs).toEqual({ matrix: '{"include":[]}', touched: 'false' });
    expect(outcome.jobs.map(({ conclusion }) => conclusion)).toEqual([
      'success',
      'skipped',
      'success',
      'skipped',
    ]);
    expect(checkOn(example, head, 'weighbridge')).toBe('success');
    expect(commentsOn(example, outcome.pull)).toEqual([]);
  });

  it('a weighbridge.yml that cannot be read takes the place of the report that stood there', async () => {
    const before = theComment(example, 1);
    const head = example.edit('better', 'weighbridge.yml', ...broken);
    const outcome = await open('better');
    expect(checkOn(example, head, 'weighbridge')).toBe('failure');
    expect(stepsOf(jobNamed(outcome, 'weighbridge'))).toEqual([
      'Compare: failure',
      'Comment: success',
      'Gate: failure',
      'Post Compare: success',
    ]);
    const after = theComment(example, 1);
    expect(after.id).toBe(before.id);
    expect(headings(after.body)).toEqual([mended]);
    expect(after.body).toContain('`weighbridge.yml:11:32` unknown key');
    example.edit('better', 'weighbridge.yml', broken[1], broken[0]);
    expect(headings(theComment(example, (await open('better')).pull).body)[0]).toContain('topic gets better');
  });

  it('merged: the touched model is stored, and of the other one nothing is missing', async () => {
    const merged = await example.runner.push({ folder: example.folder, merge: 'better' });
    const { summary } = jobNamed(merged, 'record');
    expect(summary).toMatch(/- topic: stored as refs\/weighbridge\/runs\/topic\//);
    expect(summary).toContain('- urgency: nothing of it came to be stored; it is untouched');
    expect(storedRuns(example)).toHaveLength(3);
  });

  it('the weekly schedule weighs and stores both', async () => {
    const outcome = await example.runner.schedule({ folder: example.folder });
    expect(conclusions(outcome)).toContain('record: success');
    expect(headings(jobNamed(outcome, 'weighbridge').summary)).toEqual([
      '✅ topic and urgency: no drop found',
    ]);
    expect(storedRuns(example)).toHaveLength(5);
  });
});

describe.runIf(canRunPython('the example composable, in one job'))('composable, in one job', () => {
  let example: Example;
  beforeAll(async () => {
    example = await openExample('composable', {
      files: { [path]: exampleFile('composable/one-job/weighbridge.yml') },
    });
  });
  afterAll(async () => {
    expect(example.runner.github.violations).toEqual([]);
    await example.close();
  });

  it('weighs and stores main, holds what is worse, and reports what crashed and what cannot be read', async () => {
    const { runner, folder } = example;
    const main = await runner.push({ folder });
    expect(conclusions(main)).toEqual(['weighbridge: success', 'record: success']);
    expect(storedRuns(example)).toHaveLength(2);

    example.edit('worse', 'rules/topic.json', '"password", ', '');
    const worse = await runner.pullRequest({ folder, head: 'worse' });
    expect(stepsOf(jobNamed(worse, 'weighbridge')).slice(0, 5)).toEqual([
      'Plan: success',
      'Evaluate: success',
      'Compare: success',
      'Comment: success',
      'Gate: failure',
    ]);
    expect(headings(theComment(example, worse.pull).body)[0]).toContain('Merging makes topic worse');

    example.edit('worse', 'rules/urgency.json', '"calm":', '"calm"');
    const crashed = await runner.pullRequest({ folder, head: 'worse' });
    expect(stepsOf(jobNamed(crashed, 'weighbridge'))).toContain('Evaluate: failure');
    expect(stepsOf(jobNamed(crashed, 'weighbridge'))).toContain('Gate: failure');
    expect(headings(theComment(example, worse.pull).body).join('\n')).toContain('urgency was not weighed');

    example.edit('worse', 'weighbridge.yml', ...broken);
    const unread = await runner.pullRequest({ folder, head: 'worse' });
    expect(jobNamed(unread, 'weighbridge').conclusion).toBe('failure');
    expect(headings(theComment(example, worse.pull).body)).toEqual([mended]);
  }, 120_000);
});
