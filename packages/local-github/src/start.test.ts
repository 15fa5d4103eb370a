import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RepositoryEvent } from './events/repository-event.ts';
import { startLocalGitHub } from './start.ts';
import { octokitFor, startScenario } from './testing/scenario.ts';

describe('the local GitHub', () => {
  it('keeps everything in its folder from start to start', async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'local-github-state-'));
    const scene = await startScenario({ stateDir });
    const token = scene.github.tokens.forJob(scene.repository, { issues: 'write' });
    const path = '/repos/acme/vision/issues/1/comments';
    await octokitFor(scene.github, token).request(`POST ${path}`, { body: 'kept' });
    await scene.close();
    const again = await startLocalGitHub({ stateDir });
    const { data } = await octokitFor(again, token).request(`GET ${path}`);
    expect(data).toMatchObject([{ body: 'kept', user: { login: 'github-actions[bot]' } }]);
    const repository = again.repositories.get('acme/vision');
    const pull = await again.pulls.open({ repository, title: 'Next', author: 'mona', headRef: 'faster' });
    expect(pull.number).toBe(2);
    expect(again.violations).toEqual([]);
    await again.close();
    await rm(stateDir, { recursive: true });
  });

  it('leaves nothing behind where nothing is to be kept', async () => {
    const before = await readdir(tmpdir());
    const github = await startLocalGitHub();
    await github.close();
    const mine = (names: readonly string[]) =>
      names.filter((name) => name.startsWith('local-github-') && !/clone|state|artifact/.test(name));
    expect(mine(await readdir(tmpdir())).filter((name) => !before.includes(name))).toEqual([]);
  });

  it('closes while a request hangs', async () => {
    const github = await startLocalGitHub();
    github.faults.add({ operation: '*', kind: 'never' });
    const hanging = fetch(github.apiUrl).catch((error: Error) => error);
    while (github.requests.length === 0) await new Promise((done) => setTimeout(done, 5));
    await github.close();
    expect(await hanging).toBeInstanceOf(Error);
  });

  it('leads two pull requests through a merge queue, the second upon the first', async () => {
    const { github, repository, pull, clone, ...scene } = await startScenario();
    await clone.git('checkout', '--quiet', '-b', 'second', 'main');
    await clone.commit('Second', { 'second.txt': 'x' });
    await github.pushFrom(repository, clone.folder);
    const second = await github.pulls.open({
      repository,
      title: 'Second',
      author: 'mona',
      headRef: 'second',
    });
    const events: RepositoryEvent[] = [];
    github.listen((event) => events.push(event));
    const [one, two] = [await github.queue.add(pull, 'mona'), await github.queue.add(second, 'mona')];
    if (one === undefined || two === undefined) throw new Error('conflict');
    expect(two.baseSha).toBe(one.headSha);
    expect(two.headRef).toBe(`refs/heads/gh-readonly-queue/main/pr-2-${one.headSha}`);
    await expect(github.queue.finish(two, true, 'mona')).rejects.toThrow('not the first');
    await github.queue.finish(one, true, 'mona');
    await github.queue.finish(two, true, 'mona');
    expect([pull, second].map(({ mergedAt }) => mergedAt !== null)).toEqual([true, true]);
    const api = octokitFor(github);
    const { data } = await api.request('GET /repos/acme/vision/branches/main');
    expect(data.commit.sha).toBe(two.headSha);
    expect(events.map((event) => ('action' in event ? `${event.name} ${event.action}` : event.name))).toEqual(
      [
        'merge_group checks_requested',
        'merge_group checks_requested',
        'merge_group destroyed',
        'pull_request closed',
        'push',
        'merge_group destroyed',
        'pull_request closed',
        'push',
      ],
    );
    await github.close();
    await scene.close();
  });
});
