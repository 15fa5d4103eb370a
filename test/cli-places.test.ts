import { mkdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Project, policyText, projectFiles } from './support/project.ts';
import { json, project, recorded } from './support/weighing.ts';

/** A project whose main has a stored run, with a pushed branch of two commits: the first is worse, the second empty. */
async function withWorseBranch(files?: Record<string, string>): Promise<Project> {
  const at = await recorded(files);
  at.branch('worse');
  at.commit('Worse', { 'model.json': '{"skill": 0.8}\n' });
  at.commit('And more', {});
  return at;
}

test('a checkout of one branch alone asks the remote for main, and is not weighed against its own last commit', async () => {
  const at = await withWorseBranch();
  const other = at.cloneAgain('alone', '--depth', '1', '--branch', 'worse');
  const found = await json(other, ['run']);
  expect(found.document).toMatchObject({ outcome: 'regressed', baseline: { rung: 'stored' } });
  const named = at.cloneAgain('named', '--depth', '1', '--branch', 'worse');
  expect((await json(named, ['run', '--base', 'main'])).code).toBe(1);
  const unknown = await json(named, ['run', '--base', 'mian']);
  expect(unknown.code).toBe(2);
  expect(unknown.document.error.message).toContain('--base mian');
});

test('a remote of another name, and a main of another name, are found', async () => {
  const at = await withWorseBranch();
  const other = at.cloneAgain('other', '--origin', 'upstream', '--branch', 'worse');
  expect((await json(other, ['run'])).code).toBe(1);
  other.git('remote', 'add', 'fork', 'nowhere');
  const unclear = await json(other, ['run']);
  expect(unclear.code).toBe(2);
  expect(unclear.document.error.message).toContain('--remote');

  at.git('push', '--quiet', 'origin', 'main:release');
  const third = at.cloneAgain('third', '--branch', 'worse');
  third.git('remote', 'set-head', 'origin', 'release');
  third.git('branch', '--remotes', '--delete', 'origin/main');
  expect((await json(third, ['run'])).document.outcome).toBe('regressed');
});

test('a main that was not pulled for a while does not blame a change for what others did', async () => {
  const at = await withWorseBranch();
  at.git('push', '--quiet', 'origin', 'worse:main');
  at.git('fetch', '--quiet');
  at.git('switch', '--quiet', '--create', 'docs', 'origin/main');
  at.commit('Docs', { 'README.md': '# Toy, explained\n' });
  expect((await json(at, ['plan'])).document.models[0].touched).toBe(false);
});

test('every verb works from a folder inside the repository', async () => {
  const at = await withWorseBranch();
  const inside = join(at.clone, 'a', 'b');
  mkdirSync(inside, { recursive: true });
  expect((await json(at, ['run'], inside)).code).toBe(1);
  const byRevision = await json(at, ['compare', '--baseline', 'main', '--candidate', 'main'], inside);
  expect(byRevision.code).toBe(0);
  const rows = '../../.weighbridge/toy/results.eval.jsonl';
  expect((await json(at, ['compare', '--baseline', rows, '--candidate', rows], inside)).code).toBe(0);
  expect((await json(at, ['gate'], inside)).code).toBe(1);
});

test('a worktree is weighed as the clone is, with files of its own', async () => {
  const at = await withWorseBranch();
  const tree = join(at.folder, 'tree');
  at.git('worktree', 'add', '--quiet', '--detach', tree, 'worse');
  const { document } = await json(at, ['run'], tree);
  expect(document).toMatchObject({ outcome: 'regressed', baseline: { rung: 'stored' } });
});

test("what a symbolic link of main's suite leads to is main's too", async () => {
  const files = projectFiles();
  const at = project({ ...files, 'data/suite.jsonl': files['examples.jsonl'] ?? '' });
  unlinkSync(join(at.clone, 'examples.jsonl'));
  symlinkSync('data/suite.jsonl', join(at.clone, 'examples.jsonl'));
  at.commit('Link', {});
  expect((await json(at, ['eval', '--full', '--record'])).code).toBe(0);
  at.branch('easy');
  const easy = files['examples.jsonl']?.replaceAll(/"difficulty":[0-9.]+/g, '"difficulty":0') ?? '';
  at.commit('Easier examples', { 'model.json': '{"skill": 0.8}\n', 'data/suite.jsonl': easy });
  const { code, document } = await json(at, ['run']);
  expect(document.context.changed.policy.join('\n')).toContain('examples.jsonl differs');
  expect(code).toBe(1);
});

test('a linked weighbridge.yml of the base decides as a plain one does', async () => {
  const files = projectFiles();
  const at = project({ ...files, 'conf/policy.yml': policyText() });
  unlinkSync(join(at.clone, 'weighbridge.yml'));
  symlinkSync('conf/policy.yml', join(at.clone, 'weighbridge.yml'));
  at.commit('Link', {});
  expect((await json(at, ['eval', '--full', '--record'])).code).toBe(0);
  at.branch('loose');
  const loose = policyText().replace('0.5pp', '50pp');
  at.commit('Loosen', { 'model.json': '{"skill": 0.8}\n', 'conf/policy.yml': loose });
  const { code, document } = await json(at, ['run']);
  expect(document.policy).toBe('base');
  expect(code).toBe(1);
});

test('keys are the same in two clones at different paths, and after a commit that does not touch the model', async () => {
  const at = await withWorseBranch();
  const keysOf = async (project: Project): Promise<unknown> => {
    expect((await json(project, ['eval', '--full'])).code).toBe(0);
    const evidence = JSON.parse(project.read('.weighbridge/toy/evidence.json'));
    const suites = evidence.suites.map(({ name, harnessKey, examplesKey }: Record<string, string>) => ({
      name,
      harnessKey,
      examplesKey,
    }));
    return { modelKey: evidence.modelKey, suites };
  };
  const here = await keysOf(at);
  expect(await keysOf(at.cloneAgain('far/away from/here', '--branch', 'worse'))).toEqual(here);
  const narrower = policyText().replace('0.5pp', '0.4pp');
  at.commit('Docs and thresholds', { 'README.md': '# Toy, explained\n', 'weighbridge.yml': narrower });
  expect(await keysOf(at)).toEqual(here);
  at.commit('Another model', { 'model.json': '{"skill": 0.7}\n' });
  expect(await keysOf(at)).not.toEqual(here);
});
