import { existsSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CiRun, Circumstances } from './circumstances.ts';
import { compare } from './compare.ts';
import { evaluate } from './eval.ts';
import { gate } from './gate.ts';
import { plan } from './plan.ts';
import { recordRun } from './record-run.ts';
import { run } from './run.ts';
import { type CiProject, makeCiProject, ofMain, words } from './test-ci.ts';
import { reportUnfinished } from './unfinished.ts';

const all = { models: [] };

describe('what CI weighs', () => {
  let project: CiProject;
  let first: string;

  beforeAll(async () => {
    project = await makeCiProject();
    first = await project.scratch.git(project.work, 'rev-parse', 'HEAD');
    await store(first, ofMain(undefined));
  });
  afterAll(() => project.scratch.remove());

  async function store(commit: string, ci: CiRun) {
    const clone = await project.checkout(commit);
    const { verdicts } = await run(project.call(clone, ci), all);
    const dir = await mkdtemp(join(project.scratch.dir, 'record-'));
    await cp(join(clone, '.weighbridge'), join(dir, '.weighbridge'), { recursive: true });
    await recordRun(project.call(dir, ci), { ...all, remote: { url: project.remote, commit } });
    return verdicts;
  }

  /** A pull request's merge commit on `first`, checked out as CI does it, and the call that weighs it. */
  async function pull(files: Readonly<Record<string, string>>, more: Partial<Circumstances> = {}) {
    const { git } = project.scratch;
    await git(project.work, 'switch', '-q', '--detach', first);
    const head = await project.scratch.commit(project.work, files);
    await git(project.work, 'switch', '-q', '--detach', first);
    await git(project.work, 'merge', '-q', '--no-ff', '-m', 'test merge', head);
    const merge = await git(project.work, 'rev-parse', 'HEAD');
    await git(project.work, 'push', '-q', 'origin', `+HEAD:refs/pull/7/merge`);
    await git(project.work, 'switch', '-q', 'main');
    const ci: CiRun = {
      circumstances: {
        kind: 'pr',
        trust: 'pull_request',
        event: 'pull_request',
        draw: '7',
        run: { id: '21', attempt: 1, url: null },
        reported: head,
        labels: [],
        ...more,
      },
      base: { of: 'pull-request', head, branch: 'main' },
    };
    const clone = await project.checkout(merge);
    return { head, merge, clone, call: project.call(clone, ci) };
  }

  test('a pull request that knows fewer words is held, by the policy of its base, and named by its head', async () => {
    const { call, head } = await pull({ 'words.txt': words(60) });
    const { verdicts, exitCode } = await run(call, all);
    expect(exitCode).toBe(1);
    expect(verdicts).toMatchObject([
      {
        outcome: 'regressed',
        kind: 'pr',
        policy: 'base',
        trust: 'pull_request',
        baseline: { rung: 'stored', commit: first },
        candidate: { commit: head, planned: 60 },
      },
    ]);
  });

  test('the same in steps: plan, eval, compare, gate', async () => {
    const { call, head } = await pull({ 'words.txt': words(60) });
    const planned = await plan(call, all);
    expect(planned.models).toMatchObject([{ name: 'words', touched: true, notDue: null }]);
    expect(await gate(call, [])).toMatchObject({ exitCode: 4, reason: expect.stringContaining('words') });
    await evaluate(call, { ...all, full: false, record: false, touchedOnly: true });
    const { verdicts } = await compare(call, { ...all, baseline: [], candidate: [] });
    expect(verdicts).toMatchObject([{ outcome: 'regressed', candidate: { commit: head } }]);
    expect(await gate(call, [])).toMatchObject({ exitCode: 1, reason: undefined });
  });

  test('an evaluation that crashed in an earlier step is an error with its log, not a regression', async () => {
    const { call } = await pull({
      'words.txt': words(3),
      'evaluate.mjs': 'console.log("no GPU");process.exit(3)',
    });
    const evaluated = await evaluate(call, { ...all, full: false, record: false, touchedOnly: true });
    expect(evaluated).toMatchObject({ exitCode: 4, failed: [{ model: 'words', kind: 'failed' }] });
    const { verdicts } = await compare(call, { ...all, baseline: [], candidate: [] });
    expect(verdicts).toMatchObject([
      {
        outcome: 'error',
        exitCode: 4,
        context: { log: ['no GPU'] },
        headline: expect.stringContaining('code 3'),
      },
    ]);
  });

  test('a draft is planned and not weighed', async () => {
    const { call, clone } = await pull({ 'words.txt': words(60) }, { postponed: 'this is a draft' });
    const { verdicts } = await run(call, all);
    expect(verdicts).toMatchObject([
      { outcome: 'not-run', exitCode: 0, headline: 'words was not weighed: this is a draft' },
    ]);
    expect(existsSync(join(clone, '.weighbridge', 'words', 'evidence.json'))).toBe(false);
  });

  test('a model that goes by another name now is still weighed by the policy of its base', async () => {
    const renamed = (await project.scratch.git(project.work, 'show', `${first}:weighbridge.yml`)).replace(
      'words:',
      'other:',
    );
    const { call } = await pull({ 'words.txt': words(60), 'weighbridge.yml': `${renamed}\n` });
    const { verdicts, exitCode } = await run(call, all);
    expect(exitCode).toBe(1);
    expect(verdicts).toMatchObject([
      { model: 'words', outcome: 'regressed', policy: 'base' },
      { model: 'other', outcome: 'no-baseline', policy: 'head' },
    ]);
  });

  test('results that never came are said as that, without a path on the runner', async () => {
    const { call } = await pull({ 'words.txt': words(60) });
    const { verdicts } = await compare(call, { ...all, baseline: [], candidate: [] });
    expect(verdicts).toMatchObject([
      {
        outcome: 'error',
        exitCode: 4,
        headline: expect.stringMatching(/no results of words came: the step or job/),
      },
    ]);
  });

  test('a change of something else is untouched, and evaluates nothing', async () => {
    const { call } = await pull({ 'README.md': 'hello' });
    expect((await run(call, all)).verdicts).toMatchObject([{ outcome: 'untouched', exitCode: 0 }]);
    expect(await evaluate(call, { ...all, full: false, record: false, touchedOnly: true })).toMatchObject({
      suites: [],
      exitCode: 0,
    });
  });

  test('a weighing that was cut off is reported as one', async () => {
    const { call, head } = await pull({ 'words.txt': words(60) });
    await plan(call, all);
    const { verdicts, exitCode } = await reportUnfinished(call, all, 'the step was cancelled');
    expect(exitCode).toBe(4);
    expect(verdicts).toMatchObject([
      {
        outcome: 'error',
        headline: 'words was not weighed: the step was cancelled',
        candidate: { commit: head },
      },
    ]);
  });

  test('secrets are given by name only, and say why they are not there', async () => {
    const reading = `import { writeFileSync } from 'node:fs';
writeFileSync(process.env.WEIGHBRIDGE_RESULTS, JSON.stringify({ id: 'e1', metrics: { known: 1 } }) + '\\n');
console.log('key', process.env.KEY, 'other', process.env.OTHER);`;
    const policy = `version: 1
models:
  fresh:
    paths: [fresh.txt]
    eval: { run: node fresh.mjs, examples: one.jsonl, env: [KEY], metrics: { known: { better: higher } } }
`;
    const files = {
      'weighbridge.yml': policy,
      'fresh.mjs': reading,
      'one.jsonl': '{"id":"e1"}\n',
      'fresh.txt': '1',
    };
    const { call } = await pull(files, { withoutSecrets: 'forks get none' });
    const missing = await run(call, { models: ['fresh'] });
    expect(missing.verdicts).toMatchObject([
      { outcome: 'not-run', headline: expect.stringMatching(/KEY is not set.*; forks get none$/) },
    ]);
    project.said.length = 0;
    const given = { ...call, secrets: { KEY: 'sesame', OTHER: 'open' } };
    expect((await run(given, { models: ['fresh'] })).verdicts).toMatchObject([{ outcome: 'no-baseline' }]);
    expect(project.said).toContain('key *** other undefined');
  });

  test('main: what is not touched is left, unless no run of it is stored', async () => {
    const quiet = await project.commit({ 'README.md': 'one' });
    expect(await store(quiet, ofMain(first, '31'))).toMatchObject([{ outcome: 'untouched' }]);
    const crashed = await project.commit({ 'words.txt': words(160) });
    const next = await project.commit({ 'README.md': 'two' });
    const verdicts = await store(next, ofMain(crashed, '32'));
    expect(verdicts).toMatchObject([
      { kind: 'main', context: { changed: { why: ['main has no stored run of it yet'] } } },
    ]);
  });

  test('a schedule weighs every model in full, against its own stored runs', async () => {
    const tip = await project.scratch.git(project.work, 'rev-parse', 'main');
    const verdicts = await store(tip, ofMain(undefined, '41', 'schedule'));
    expect(verdicts).toMatchObject([
      { kind: 'schedule', outcome: 'pass', baseline: { rung: 'stored' }, candidate: { planned: 200 } },
    ]);
  });
});
