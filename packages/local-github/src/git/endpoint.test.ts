import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RepositoryEvent } from '../events/repository-event.ts';
import { type Clone, newClone } from '../testing/clone.ts';
import { type Scenario, startScenario } from '../testing/scenario.ts';
import type { Permissions } from '../tokens/tokens.ts';

let scene: Scenario;
let clone: Clone;
const events: RepositoryEvent[] = [];

beforeEach(async () => {
  scene = await startScenario({ maxFileBytes: 100_000 });
  clone = await newClone(remote());
  events.length = 0;
  scene.github.listen((event) => events.push(event));
});
afterEach(async () => {
  await scene.close();
  await clone.remove();
});

function remote(token?: string): string {
  const address = new URL(`${scene.github.url}/acme/vision.git`);
  if (token !== undefined) Object.assign(address, { username: 'x-access-token', password: token });
  return address.href;
}

const job = (permissions: Permissions, fork = false): string =>
  remote(scene.github.tokens.forJob(scene.repository, permissions, { fork }));
const person = (login: string): string => remote(scene.github.tokens.forUser(login));
const writer = (): string => job({ contents: 'write' });

describe('git over HTTP', () => {
  it('clones what is public without a token, shallow and partial, with the refs of pull requests', async () => {
    await clone.git('fetch', '--quiet', '--depth=1', '--filter=blob:none', 'origin', 'refs/pull/1/merge');
    const merge = await clone.git('rev-parse', 'FETCH_HEAD');
    expect(merge).toBe(scene.pull.mergeCommitSha);
    expect(await clone.git('ls-remote', 'origin', 'refs/pull/1/head')).toContain(scene.pull.headSha);
  });

  it('hides a private repository from who may not see it', async () => {
    const hidden = await startScenario({ private: true });
    const { github, repository } = hidden;
    const ask = (token?: string) => {
      const address = new URL(`${github.url}/acme/vision.git`);
      if (token !== undefined) Object.assign(address, { username: 'x-access-token', password: token });
      return clone.tryGit('ls-remote', address.href);
    };
    expect((await ask()).stderr).toMatch(
      /could not read Username|Authentication failed|terminal prompts disabled/,
    );
    expect((await ask(github.tokens.forUser('stranger'))).stderr).toMatch(/not found/);
    expect((await ask(github.tokens.forJob(repository, {}))).stderr).toMatch(/403/);
    expect((await ask('ghs_wrong')).stderr).toMatch(/Invalid username or token/);
    expect((await ask(github.tokens.forJob(repository, { contents: 'read' }))).code).toBe(0);
    await hidden.close();
  });

  it('lets a pull request follow its branch before the push returns', async () => {
    await clone.git('checkout', '--quiet', 'faster');
    const sha = await clone.commit('Faster still', { 'train.py': 'rate = 0.9\n' });
    await clone.git('push', '--quiet', writer(), 'faster');
    expect(scene.pull.headSha).toBe(sha);
    expect(await clone.git('ls-remote', 'origin', 'refs/pull/1/head')).toContain(sha);
    expect(events.map((event) => ('action' in event ? event.action : event.name))).toEqual([
      'push',
      'synchronize',
    ]);
    expect(events[0]).toMatchObject({ actor: 'github-actions[bot]', byJob: true });
  });

  it('makes the test merge anew when the base moves, and keeps base.sha', async () => {
    const { baseSha, mergeCommitSha } = scene.pull;
    const sha = await clone.commit('Main moves', { 'other.txt': 'x' });
    await clone.git('push', '--quiet', person('acme'), 'main');
    expect(scene.pull.baseSha).toBe(baseSha);
    expect(scene.pull.mergeCommitSha).not.toBe(mergeCommitSha);
    await clone.git('fetch', '--quiet', 'origin', 'refs/pull/1/merge');
    expect(await clone.git('rev-parse', 'FETCH_HEAD^1')).toBe(sha);
    expect(await clone.git('rev-parse', 'FETCH_HEAD^2')).toBe(scene.pull.headSha);
  });

  it('refuses a push with a token that only reads', async () => {
    for (const address of [job({ contents: 'read' }), job({ contents: 'write' }, true)]) {
      const { stderr } = await clone.tryGit('push', address, 'HEAD:refs/heads/mine');
      expect(stderr).toContain('Permission to acme/vision.git denied to github-actions[bot].');
      expect(stderr).toContain('403');
    }
  });

  it('takes refs of our own, and refuses one that is there already', async () => {
    const [one, two] = [await clone.git('rev-parse', 'HEAD'), await clone.commit('Other', {})];
    const ref = 'refs/weighbridge/runs/digits/1';
    await clone.git('push', '--quiet', writer(), `${one}:${ref}`, `--force-with-lease=${ref}:`);
    const { stderr } = await clone.tryGit('push', writer(), `${two}:${ref}`, `--force-with-lease=${ref}:`);
    expect(stderr).toMatch(/stale info|already exists/);
  });

  it('refuses what a ruleset forbids with GH013, and takes the other refs of the push', async () => {
    scene.github.repositories.addRuleset(scene.repository, {
      name: 'versions',
      target: 'tag',
      include: ['*@v*'],
      rules: ['creation', 'deletion'],
      bypass: ['release[bot]'],
    });
    await clone.git('tag', 'digits@v1.0.0');
    const push = ['HEAD:refs/heads/mine', 'digits@v1.0.0'];
    const { stderr } = await clone.tryGit('push', writer(), ...push);
    expect(stderr).toContain(
      'remote: error: GH013: Repository rule violations found for refs/tags/digits@v1.0.0.',
    );
    expect(stderr).toContain('remote: - Cannot create ref due to creations being restricted.');
    expect(stderr).toMatch(
      /\[remote rejected\] digits@v1.0.0 -> digits@v1.0.0 \(push declined due to repository rule violations\)/,
    );
    expect(await clone.git('ls-remote', 'origin', 'refs/heads/mine')).not.toBe('');
    const bot = scene.github.tokens.forApp(scene.repository, 'release[bot]', { contents: 'write' });
    await clone.git('push', '--quiet', remote(bot), 'digits@v1.0.0');
  });

  it('refuses all of an atomic push where one ref is refused', async () => {
    const rule = { name: 'tags', target: 'tag', include: ['**'], rules: ['creation'] } as const;
    scene.github.repositories.addRuleset(scene.repository, rule);
    await clone.git('tag', 'v1');
    const { stderr } = await clone.tryGit('push', '--atomic', writer(), 'HEAD:refs/heads/mine', 'v1');
    expect(stderr).toContain('atomic push fail');
    expect(await clone.git('ls-remote', 'origin', 'refs/heads/mine', 'refs/tags/v1')).toBe('');
  });

  it('refuses workflow files that no branch has to a token without the permission', async () => {
    const path = '.github/workflows/weigh.yml';
    await clone.commit('Change the workflow', { [path]: 'on: push\n' });
    const words = `refusing to allow a GitHub App to create or update workflow \`${path}\` without \`workflows\` permission`;
    const job = await clone.tryGit('push', writer(), 'HEAD:refs/heads/mine');
    expect(job.stderr).toContain(`[remote rejected] HEAD -> mine (${words})`);
    await clone.git('tag', 'v1');
    expect((await clone.tryGit('push', writer(), 'v1')).stderr).toContain(words);
    const app = (workflows: 'write' | 'none') =>
      remote(scene.github.tokens.forApp(scene.repository, 'release[bot]', { contents: 'write', workflows }));
    expect((await clone.tryGit('push', app('none'), 'v1')).stderr).toContain(words);
    await clone.git('push', '--quiet', app('write'), 'HEAD:refs/heads/mine');
    // Now a branch has them.
    await clone.git('push', '--quiet', writer(), 'v1');
  });

  it('refuses a file that is too large with GH001', async () => {
    await clone.commit('Weights', { 'model.bin': 'x'.repeat(100_001) });
    const { stderr } = await clone.tryGit('push', writer(), 'HEAD:refs/heads/mine');
    expect(stderr).toMatch(/error: File model.bin is 0.10 MB; this exceeds GitHub's file size limit/);
    expect(stderr).toContain('GH001: Large files detected.');
    expect(stderr).toContain('pre-receive hook declined');
  });

  it('refuses to delete the default branch, and to write refs of pull requests and of the queue', async () => {
    const push = (refspec: string) => clone.tryGit('push', person('acme'), refspec);
    expect((await push(':refs/heads/main')).stderr).toContain(
      '(refusing to delete the current branch: refs/heads/main)',
    );
    expect((await push('HEAD:refs/pull/1/merge')).stderr).toContain('(deny updating a hidden ref)');
    expect((await push('HEAD:refs/heads/gh-readonly-queue/main/x')).stderr).toContain(
      'protected branch hook declined',
    );
  });

  it('lets one of two racing pushes create a tag', async () => {
    const one = await clone.git('rev-parse', 'HEAD');
    const two = await clone.commit('Other', {});
    const push = (sha: string) => clone.tryGit('push', writer(), `${sha}:refs/tags/race`);
    const codes = (await Promise.all([push(one), push(two)])).map(({ code }) => code);
    expect(codes.filter((code) => code === 0)).toHaveLength(1);
  });

  it('can lose the answer to a push that was done', async () => {
    scene.github.faults.add({ operation: 'git/receive-pack', kind: 'reset', applied: true });
    const { code } = await clone.tryGit('push', writer(), 'HEAD:refs/heads/lost');
    expect(code).not.toBe(0);
    expect(await clone.git('ls-remote', 'origin', 'refs/heads/lost')).not.toBe('');
  });

  it('can fail before anything is done', async () => {
    const fault = scene.github.faults.add({ operation: 'git/*', kind: 'status', status: 503, times: 2 });
    expect((await clone.tryGit('ls-remote', 'origin')).stderr).toContain('503');
    expect((await clone.tryGit('push', writer(), 'HEAD:refs/heads/x')).stderr).toContain('503');
    expect(fault.struck()).toBe(2);
    expect((await clone.tryGit('push', writer(), 'HEAD:refs/heads/x')).code).toBe(0);
  });
});
