import type { Outcome } from '@weighbridge/workflow-runner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRunPython, type Example, openExample } from '../support/example.ts';
import {
  artifactsOf,
  checkOn,
  commentsOn,
  conclusions,
  evaluatedIds,
  headings,
  jobNamed,
  stepsOf,
  storedRuns,
  theComment,
} from '../support/example-facts.ts';

const weigh = 'weighbridge / weigh';

/** One story: each test goes on where the one before it ended. */
describe.runIf(canRunPython('the example minimal'))('minimal, from its first commit on', () => {
  let example: Example;
  beforeAll(async () => {
    example = await openExample('minimal');
  });
  afterAll(async () => {
    expect(example.runner.github.violations).toEqual([]);
    await example.close();
  });
  const open = (head: string): Promise<Outcome> =>
    example.runner.pullRequest({ folder: example.folder, head });
  let comment = 0;
  let subset: readonly string[] = [];

  it('main is weighed in full and stored, before there is anything to compare with', async () => {
    const outcome = await example.runner.push({ folder: example.folder });
    expect(conclusions(outcome)).toEqual([`${weigh}: success`, 'weighbridge / record: success']);
    expect(jobNamed(outcome, weigh).outputs).toEqual({ outcome: 'no-baseline', 'exit-code': '0' });
    expect(jobNamed(outcome, weigh).annotations).toEqual([]);
    expect(headings(outcome.summary)).toEqual([
      '👋 First weighing of tickets: accuracy 89.3 % (87.1 … 91.2), nothing to compare with yet',
      'Runs of main',
    ]);
    expect(storedRuns(example)).toHaveLength(1);
    expect(await evaluatedIds(example, outcome, 'weighbridge-tickets-evidence-1')).toHaveLength(600);
  });

  it('opened: a comment that says it passes, a green check, and the rows of its subset', async () => {
    const head = example.edit('smoother', 'model.py', 'SMOOTHING = 1.0', 'SMOOTHING = 0.5');
    const outcome = await open('smoother');
    expect(conclusions(outcome)).toEqual([`${weigh}: success`, 'weighbridge / record: skipped']);
    const job = jobNamed(outcome, weigh);
    expect(stepsOf(job)).toEqual(['Weigh: success', 'Post Weigh: success']);
    expect(job.outputs).toEqual({ outcome: 'pass', 'exit-code': '0' });
    expect(job.annotations).toEqual([]);
    expect(checkOn(example, head, weigh)).toBe('success');
    const { id, body } = theComment(example, outcome.pull);
    expect(headings(body)).toEqual(['✅ tickets: no drop found']);
    expect(body).toContain('accuracy 89.3 % → 90.3 %');
    expect(body).toContain(`<sub>${head.slice(0, 7)} against main `);
    expect(body).toContain('400 of 600 examples');
    expect(job.summary).toContain('✅ tickets: no drop found');
    expect(artifactsOf(example, outcome)).toEqual([
      'weighbridge-tickets-evidence-1',
      'weighbridge-tickets-verdict-1',
    ]);
    subset = await evaluatedIds(example, outcome, 'weighbridge-tickets-evidence-1');
    expect(subset).toHaveLength(400);
    comment = id;
  });

  it('pushed again and worse: the same comment, the same subset, a red check, a line to look at', async () => {
    const head = example.edit('smoother', 'model.py', 'SMOOTHING = 0.5', 'SMOOTHING = 50');
    const outcome = await open('smoother');
    const job = jobNamed(outcome, weigh);
    expect(stepsOf(job)).toEqual(['Weigh: failure', 'Post Weigh: success']);
    expect(job.outputs).toEqual({ outcome: 'regressed', 'exit-code': '1' });
    expect(checkOn(example, head, weigh)).toBe('failure');
    const headline =
      'Merging makes tickets worse: accuracy falls by 3.7 pp (0.5 pp allowed), also in language de and language en';
    expect(job.annotations).toEqual([
      {
        level: 'failure',
        path: 'weighbridge.yml',
        line: 12,
        title: 'Weighbridge: tickets',
        message: headline,
      },
    ]);
    // The error is the last line, and no group folds it away.
    expect(job.log.trimEnd().split('\n').at(-1)).toBe(`##[error]${headline}`);
    const { id, body } = theComment(example, outcome.pull);
    expect(id).toBe(comment);
    expect(headings(body)).toEqual([`⛔ ${headline}`]);
    expect(body).toContain('| **accuracy** | 89.3 % | 85.6 % | **−3.7 pp** |');
    expect(body).toContain('17 examples are newly wrong and 2 newly right, of the 400');
    expect(body).toContain('`t-0253`');
    expect(await evaluatedIds(example, outcome, 'weighbridge-tickets-evidence-1')).toEqual(subset);
  });

  it('run again: another attempt of the same run, with artifacts of its own', async () => {
    const before = theComment(example, 1);
    const { runner, folder } = example;
    const outcome = await runner.pullRequest({ folder, head: 'smoother', rerun: true });
    expect(outcome.runs).toMatchObject([{ attempt: 2, conclusion: 'failure' }]);
    expect(artifactsOf(example, outcome)).toEqual([
      'weighbridge-tickets-evidence-1',
      'weighbridge-tickets-evidence-2',
      'weighbridge-tickets-verdict-1',
      'weighbridge-tickets-verdict-2',
    ]);
    expect(await evaluatedIds(example, outcome, 'weighbridge-tickets-evidence-2')).toEqual(subset);
    const { id, body } = theComment(example, 1);
    expect(id).toBe(comment);
    expect(headings(body)).toEqual(headings(before.body));
    expect(body).toContain('· attempt 2 ·');
  });

  it('mended and merged: main is weighed in full, and its run is stored', async () => {
    example.edit('smoother', 'model.py', 'SMOOTHING = 50', 'SMOOTHING = 0.7');
    const mended = await open('smoother');
    expect(jobNamed(mended, weigh).outputs).toEqual({ outcome: 'pass', 'exit-code': '0' });
    expect(headings(theComment(example, 1).body)).toEqual(['✅ tickets: no drop found']);
    const merged = await example.runner.push({ folder: example.folder, merge: 'smoother' });
    expect(conclusions(merged)).toEqual([`${weigh}: success`, 'weighbridge / record: success']);
    expect(jobNamed(merged, weigh).summary).toContain('all 600 examples');
    const stored = storedRuns(example);
    expect(stored).toHaveLength(2);
    expect(stored.some((name) => name.includes(`${merged.runs[0]?.sha.slice(0, 12)}-`))).toBe(true);
    expect(theComment(example, 1).id).toBe(comment);
  });

  it('the next pull request is compared with what was merged', async () => {
    const base = repositoryMain(example);
    example.edit('next', 'model.py', 'The model: says', 'The model says');
    const outcome = await open('next');
    expect(theComment(example, outcome.pull).body).toContain(`against main ${base.slice(0, 7)} (same model,`);
    expect(outcome.pull).toBe(2);
  });

  it('a merge in between that makes main worse is not blamed on who is still open', async () => {
    example.edit('worse', 'model.py', 'SMOOTHING = 0.7', 'SMOOTHING = 50');
    const held = await open('worse');
    expect(jobNamed(held, weigh).outputs).toEqual({ outcome: 'regressed', 'exit-code': '1' });
    const merged = await example.runner.push({ folder: example.folder, merge: 'worse' });
    // On main it is said aloud, and nothing is held.
    const job = jobNamed(merged, weigh);
    expect(conclusions(merged)).toEqual([`${weigh}: success`, 'weighbridge / record: success']);
    expect(job.outputs).toEqual({ outcome: 'regressed', 'exit-code': '1' });
    expect(job.annotations).toMatchObject([
      {
        level: 'failure',
        path: 'weighbridge.yml',
        line: 12,
        message: expect.stringMatching(/^tickets got worse/),
      },
    ]);
    expect(job.summary).not.toContain('has to be merged to main first');
    expect(storedRuns(example)).toHaveLength(3);

    example.edit('next', 'model.py', 'The model says', 'The model tells');
    const outcome = await open('next');
    expect(jobNamed(outcome, weigh).outputs).toEqual({ outcome: 'pass', 'exit-code': '0' });
    const { body } = theComment(example, 2);
    expect(body).toContain('accuracy 85.2 % → 85.2 %');
    expect(body).toContain(`against main ${repositoryMain(example).slice(0, 7)}`);
  });

  it('a merge queue of two: each group is answered against what stands ahead of it, without a comment', async () => {
    example.edit('other', 'data/make.py', 'MISLABELLED = 0.1', 'MISLABELLED = 0.10');
    example.edit('other', 'model.py', 'import re', 'import re  # words');
    await open('other');
    const before = [commentsOn(example, 2), commentsOn(example, 4)];
    const { runner, folder } = example;
    const outcome = await runner.mergeGroup({ folder, heads: ['next', 'other'] });
    expect(outcome.runs).toHaveLength(2);
    const [first, second] = outcome.jobs.filter(({ name }) => name === weigh);
    expect(first?.outputs).toEqual({ outcome: 'pass', 'exit-code': '0' });
    expect(first?.conclusion).toBe('success');
    // What stands ahead changes the same model, so there is no stored run of it: main's is shown, and `when_no_baseline` decides.
    expect(second?.outputs).toEqual({ outcome: 'not-comparable', 'exit-code': '0' });
    expect(second?.conclusion).toBe('success');
    expect(second?.summary).toContain('What changed: 1 file');
    for (const run of outcome.runs) expect(checkOn(example, run.headSha, weigh)).toBe('success');
    expect([commentsOn(example, 2), commentsOn(example, 4)]).toEqual(before);
    expect(storedRuns(example)).toHaveLength(3);
  });
});

function repositoryMain({ runner, git }: Example): string {
  const repository = runner.github.repositories.get('acme/minimal');
  return git('ls-remote', runner.github.repositories.gitDir(repository), 'refs/heads/main').slice(0, 40);
}
