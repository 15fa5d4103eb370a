import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordRun } from './record-run.ts';
import { run } from './run.ts';
import { type CiProject, makeCiProject, ofMain, words } from './test-ci.ts';

/** The first digit of a key made another one. */
const flipped = (key: string) => (text: string) =>
  text.replace(new RegExp(`"${key}": "(.)`), (_, digit) => `"${key}": "${digit === '0' ? '1' : '0'}`);

describe('a run of main, evaluated in one job and stored by another', () => {
  let project: CiProject;
  let first: string;
  /** The state folder of the job that weighed `first` in run 11. */
  let evaluated: string;

  beforeAll(async () => {
    project = await makeCiProject();
    first = await project.scratch.git(project.work, 'rev-parse', 'HEAD');
    const clone = await project.checkout(first);
    const { verdicts } = await run(project.call(clone, ofMain(undefined)), { models: [] });
    expect(verdicts.map(({ outcome, kind }) => [outcome, kind])).toEqual([['no-baseline', 'main']]);
    evaluated = join(clone, '.weighbridge');
  });
  afterAll(() => project.scratch.remove());

  /** The folder of a job that records, with what the other job left. */
  async function recording(): Promise<string> {
    const dir = await mkdtemp(join(project.scratch.dir, 'record-'));
    await cp(evaluated, join(dir, '.weighbridge'), { recursive: true });
    return dir;
  }

  async function edit(dir: string, name: string, change: (text: string) => string): Promise<void> {
    const path = join(dir, '.weighbridge', 'words', name);
    await writeFile(path, change(await readFile(path, 'utf8')));
  }

  const record = (dir: string, commit = first, ci = ofMain(undefined)) =>
    recordRun(project.call(dir, ci), { models: [], remote: { url: project.remote, commit } });

  test('it is stored once, and once more changes nothing', async () => {
    const { recorded, missing } = await record(await recording());
    expect(recorded).toMatchObject([{ model: 'words', created: true }]);
    expect(missing).toEqual([]);
    expect((await record(await recording())).recorded).toMatchObject([{ created: false }]);
    const refs = await project.scratch.git(
      'remote.git',
      'for-each-ref',
      '--format=%(refname)',
      'refs/weighbridge',
    );
    expect(refs).toMatch(/^refs\/weighbridge\/runs\/words\/[0-9a-f]{12}\/[0-9a-f]{12}-11-1$/);
  });

  test('nothing is checked out', async () => {
    const dir = await recording();
    await record(dir);
    expect(await project.scratch.git(dir, 'ls-files')).toBe('');
  });

  test.each<[string, string, (text: string) => string, RegExp]>([
    [
      'rows that were changed',
      'results.eval.jsonl',
      (text) => text.replace('"known":0', '"known":1'),
      /not those that evidence/,
    ],
    [
      'a manifest that was changed',
      'manifest.json',
      (text) => text.replace('"dirty": false', '"dirty": true'),
      /not the one that evidence/,
    ],
    ['another model key', 'evidence.json', flipped('modelKey'), /its model key is not that of|is not stored/],
    ['another harness', 'evidence.json', flipped('harnessKey'), /its suites or their harness|is not stored/],
    [
      'another run',
      'evidence.json',
      (text) => text.replace('"id": "11"', '"id": "12"'),
      /it is of run 12, not of this one/,
    ],
    [
      'a pull request’s',
      'evidence.json',
      (text) => text.replace('"trust": "main"', '"trust": "pull_request"'),
      /trust `pull_request`/,
    ],
    [
      'another model',
      'evidence.json',
      (text) => text.replace('"model": "words"', '"model": "other"'),
      /it is of model other/,
    ],
  ])('%s: refused', async (_, name, change, message) => {
    const dir = await recording();
    await edit(dir, name, change);
    await expect(record(dir)).rejects.toThrow(message);
  });

  test('evidence of another commit is refused', async () => {
    const second = await project.commit({ 'words.txt': words(151) });
    await expect(record(await recording(), second)).rejects.toThrow(/it is of commit/);
  });

  test('a model without evidence is named, with what its verdict says', async () => {
    const second = await project.commit({ 'evaluate.mjs': 'process.exit(3)\n' });
    const clone = await project.checkout(second);
    await run(project.call(clone, ofMain(first, '12')), { models: [] });
    const dir = await mkdtemp(join(project.scratch.dir, 'record-'));
    await cp(join(clone, '.weighbridge'), join(dir, '.weighbridge'), { recursive: true });
    const { recorded, missing } = await record(dir, second, ofMain(first, '12'));
    expect(recorded).toEqual([]);
    expect(missing).toMatchObject([
      { model: 'words', reason: expect.stringContaining('exited with code 3') },
    ]);
  });

  test('a model that this run left as it was is neither stored nor missed', async () => {
    const dir = await mkdtemp(join(project.scratch.dir, 'record-'));
    expect(await record(dir)).toEqual({ recorded: [], missing: [], untouched: ['words'] });
  });

  test('evidence by another weighbridge.yml of the same run is left aside', async () => {
    const dir = await recording();
    const states = join(dir, '.weighbridge');
    await cp(join(states, 'words'), join(states, 'letters'), { recursive: true });
    const { recorded, missing } = await record(dir);
    expect(recorded.map(({ model }) => model)).toEqual(['words']);
    expect(missing).toEqual([]);
  });

  test('a run of a pull request is never recorded', async () => {
    const ci = ofMain(undefined);
    const pull = {
      ...ci,
      circumstances: { ...ci.circumstances, kind: 'pr' as const, trust: 'pull_request' as const },
    };
    await expect(record(await recording(), first, pull)).rejects.toThrow(/only runs of the default branch/);
  });
});
