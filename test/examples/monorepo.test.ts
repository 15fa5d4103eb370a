import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '@weighbridge/workflow-runner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRunPython, type Example, openExample } from '../support/example.ts';
import {
  artifactsOf,
  checkOn,
  commentsOn,
  conclusions,
  headings,
  jobNamed,
  storedRuns,
  theComment,
} from '../support/example-facts.ts';

const weigh = 'weighbridge / weigh';
const record = 'weighbridge / record';

/** Two models in one repository, in one story. */
describe.runIf(canRunPython('the example monorepo'))('monorepo', () => {
  let example: Example;
  let first = '';
  beforeAll(async () => {
    example = await openExample('monorepo');
    const main = await example.runner.push({ folder: example.folder });
    first = main.runs[0]?.sha ?? '';
    expect(conclusions(main)).toEqual([`${weigh}: success`, `${record}: success`]);
    expect(modelsStored(example)).toEqual(['intent', 'language']);
  });
  afterAll(async () => {
    expect(example.runner.github.violations).toEqual([]);
    await example.close();
  });
  const open = (head: string): Promise<Outcome> =>
    example.runner.pullRequest({ folder: example.folder, head });

  it('one of two is touched: it is held, the other one costs nothing, and one check covers both', async () => {
    const head = example.edit('one', 'models/language/model.py', 'LETTERS = 2', 'LETTERS = 1');
    const outcome = await open('one');
    const job = jobNamed(outcome, weigh);
    expect(job.outputs).toEqual({ outcome: 'regressed', 'exit-code': '1' });
    expect(job.annotations).toMatchObject([
      { level: 'failure', path: 'models/language/weighbridge.yml', line: 13, title: 'Weighbridge: language' },
    ]);
    expect(checkOn(example, head, weigh)).toBe('failure');
    expect(job.log).not.toContain('evaluation.evaluate intent');
    const { body } = theComment(example, outcome.pull);
    expect(headings(body)).toEqual([
      '⛔ Merging makes language worse: accuracy falls by 22 pp (0.5 pp allowed)',
    ]);
    expect(body).toContain('· intent untouched ·');
    expect(body).toContain('**What now?** @acme/language owns language');
    expect(artifactsOf(example, outcome)).toEqual([
      'weighbridge-language-evidence-1',
      'weighbridge-language-verdict-1',
    ]);
  });

  it('when nothing is touched any more, the comment that stands is updated, and none is made elsewhere', async () => {
    const before = theComment(example, 1);
    example.git('switch', '--quiet', 'one');
    example.git('reset', '--quiet', '--hard', 'main');
    example.edit('one', 'README.md', 'a shared library', 'the shared library');
    const updated = await open('one');
    expect(jobNamed(updated, weigh).outputs).toEqual({ outcome: 'untouched', 'exit-code': '0' });
    const after = theComment(example, 1);
    expect(after.id).toBe(before.id);
    expect(headings(after.body)).toEqual(['✅ intent and language are untouched']);
    example.edit('none', 'README.md', 'a shared library', 'one shared library');
    const none = await open('none');
    expect(jobNamed(none, weigh).conclusion).toBe('success');
    expect(jobNamed(none, weigh).log).toContain('no comment: the change touches no model');
    expect(commentsOn(example, none.pull)).toEqual([]);
  });

  it('a change of what both share holds both, in one comment', async () => {
    example.edit('both', 'shared/text.py', 'text.lower()', 'text[:6]');
    const outcome = await open('both');
    expect(jobNamed(outcome, weigh).annotations.map(({ path, line }) => `${path}:${line}`)).toEqual([
      'models/intent/weighbridge.yml:13',
      'models/language/weighbridge.yml:13',
    ]);
    // Which models are weighed stands before the first of them, not in another one's part of the log.
    expect(jobNamed(outcome, weigh).log).toContain(
      '  intent is touched: shared/text.py\n  language is touched: shared/text.py\n##[group]intent: ',
    );
    expect(headings(theComment(example, outcome.pull).body)).toEqual([
      '⛔ Merging makes intent worse: accuracy falls by 17.6 pp (0.5 pp allowed)',
      '⛔ Merging makes language worse: accuracy falls by 14 pp (0.5 pp allowed)',
    ]);
  });

  it('reopened, which is the same head once more, never doubles the comment', async () => {
    const { runner, folder } = example;
    const before = theComment(example, 3);
    await runner.pullRequest({ folder, head: 'both', action: 'closed' });
    const again = await runner.pullRequest({ folder, head: 'both', action: 'reopened' });
    expect(again.runs).toMatchObject([{ action: 'reopened', attempt: 1 }]);
    const after = theComment(example, 3);
    expect([after.id, headings(after.body)]).toEqual([before.id, headings(before.body)]);
  });

  it('a push that touches one model stores that one, and misses nothing of the other', async () => {
    example.edit('better', 'models/language/model.py', 'LETTERS = 2', 'LETTERS = 3');
    expect(headings(theComment(example, (await open('better')).pull).body)[0]).toContain(
      'language gets better',
    );
    const merged = await example.runner.push({ folder: example.folder, merge: 'better' });
    expect(conclusions(merged)).toEqual([`${weigh}: success`, `${record}: success`]);
    expect(modelsStored(example)).toEqual(['intent', 'language', 'language']);
    const { summary } = jobNamed(merged, record);
    expect(summary).toMatch(/- language: stored as refs\/weighbridge\/runs\/language\//);
    expect(summary).toContain('- intent: nothing of it came to be stored; it is untouched');
    expect(jobNamed(merged, record).annotations).toEqual([]);
  });

  it('a push that is delivered twice is weighed twice, and the next change is compared with it as ever', async () => {
    const { runner, folder } = example;
    const memory = join(runner.github.folder, 'runner.json');
    const kept = JSON.parse(readFileSync(memory, 'utf8'));
    kept.pushed['refs/heads/main'] = first;
    writeFileSync(memory, JSON.stringify(kept));
    const twice = await runner.push({ folder });
    expect(conclusions(twice)).toEqual([`${weigh}: success`, `${record}: success`]);
    expect(modelsStored(example)).toEqual(['intent', 'language', 'language', 'language']);
    example.edit('after', 'models/language/model.py', 'reads its letters', 'it reads its letters');
    const outcome = await open('after');
    expect(jobNamed(outcome, weigh).outputs).toEqual({ outcome: 'pass', 'exit-code': '0' });
    expect(theComment(example, outcome.pull).body).toContain('(mean of 2 runs of the same model, ');
  });

  it('a schedule weighs every model in full and stores both', async () => {
    const outcome = await example.runner.schedule({ folder: example.folder });
    expect(conclusions(outcome)).toEqual([`${weigh}: success`, `${record}: success`]);
    const { summary, log, outputs } = jobNamed(outcome, weigh);
    expect(outputs).toEqual({ outcome: 'pass', 'exit-code': '0' });
    expect(headings(summary)).toEqual(['✅ intent and language: no drop found']);
    expect(log).toContain('every model is weighed on schedule');
    expect(log.match(/evaluating all 500 examples/g)).toHaveLength(2);
    expect(modelsStored(example)).toEqual([
      'intent',
      'intent',
      'language',
      'language',
      'language',
      'language',
    ]);
  });

  it('a merge queue of two that touch different models: the second is not asked for what the first did', async () => {
    const { runner, folder } = example;
    example.edit('wants', 'models/intent/model.py', 'reads the words', 'it reads the words');
    await open('wants');
    const outcome = await runner.mergeGroup({ folder, heads: ['wants', 'after'], mergeOnSuccess: true });
    const jobs = outcome.jobs.filter(({ name }) => name === weigh);
    expect(jobs.map(({ conclusion }) => conclusion)).toEqual(['success', 'success']);
    expect(jobs.map(({ outputs }) => outputs['outcome'])).toEqual(['pass', 'pass']);
    expect(jobs[0]?.summary).toContain('language untouched');
    expect(jobs[1]?.summary).toContain('intent untouched');
    const { runs } = outcome;
    expect(runs.map(({ headSha }) => checkOn(example, headSha, weigh))).toEqual(['success', 'success']);
    const pulls = runner.github.pulls.list(runner.github.repositories.get('acme/monorepo'));
    const queued = pulls.filter(({ headRef }) => headRef === 'wants' || headRef === 'after');
    expect(queued.map(({ mergedAt }) => typeof mergedAt)).toEqual(['string', 'string']);
    const before = storedRuns(example).length;
    expect(conclusions(await runner.push({ folder }))).toEqual([`${weigh}: success`, `${record}: success`]);
    expect(storedRuns(example)).toHaveLength(before + 2);
  });

  it('main that got worse is green, says so, and is stored: it is what main does now', async () => {
    const before = storedRuns(example).length;
    const merged = await example.runner.push({ folder: example.folder, merge: 'both' });
    expect(conclusions(merged)).toEqual([`${weigh}: success`, `${record}: success`]);
    const job = jobNamed(merged, weigh);
    expect(job.outputs).toEqual({ outcome: 'regressed', 'exit-code': '1' });
    expect(job.annotations.map(({ level, message }) => [level, message.replace(/:.*/, '')])).toEqual([
      ['failure', 'intent got worse'],
      ['failure', 'language got worse'],
    ]);
    expect(job.summary).toContain('changes are compared with this run from now on');
    expect(storedRuns(example)).toHaveLength(before + 2);
  });
});

function modelsStored(example: Example): readonly string[] {
  return storedRuns(example)
    .map((name) => name.replace(/\/.*/, ''))
    .sort();
}
