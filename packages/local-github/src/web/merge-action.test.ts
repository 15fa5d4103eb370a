import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Scenario, startScenario } from '../testing/scenario.ts';

let scene: Scenario;
beforeEach(async () => {
  scene = await startScenario();
});
afterEach(() => scene.close());

const address = (): string => `${scene.github.url}/acme/vision/pull/1`;

/** What a browser sends when the button is pressed. */
async function form(method: string): Promise<URLSearchParams> {
  const html = await (await fetch(address())).text();
  const value = (name: string): string => new RegExp(`name="${name}" value="(\\w+)"`).exec(html)?.[1] ?? '';
  return new URLSearchParams({ token: value('token'), sha: value('sha'), method });
}

async function press(body: URLSearchParams): Promise<[number, string]> {
  const answer = await fetch(`${address()}/merge`, { method: 'POST', body, redirect: 'manual' });
  return [answer.status, await answer.text()];
}

describe('the merge button', () => {
  it.each(['merge', 'squash'])('merges (%s), and everybody hears of it', async (method) => {
    const { github, repository, pull } = scene;
    const heard: string[] = [];
    github.listen(({ name }) => heard.push(name));
    expect(await press(await form(method))).toEqual([303, '']);
    expect(github.pulls.get(repository, 1)).toMatchObject({ state: 'closed', mergedBy: 'acme' });
    expect(heard).toContain('push');
    expect(await (await fetch(address())).text()).not.toContain('<form');
    expect(pull.mergeCommitSha).toMatch(/^\w{40}$/);
  });

  it('is not there while a required check is missing, and does nothing when pressed all the same', async () => {
    const { github, repository } = scene;
    const ready = await form('merge');
    const requiredChecks = ['weigh'];
    github.repositories.addRuleset(repository, {
      name: 'main',
      target: 'branch',
      include: ['main'],
      rules: [],
      requiredChecks,
    });
    expect(await (await fetch(address())).text()).not.toContain('<form');
    expect(await press(ready)).toEqual([409, 'Merging is blocked. Required and not successful: weigh.']);
    expect(github.pulls.get(repository, 1).state).toBe('open');
  });

  it('merges only what was seen, and only from a page of this server', async () => {
    const { github, repository, clone } = scene;
    const seen = await form('merge');
    expect(
      (await press(new URLSearchParams({ ...Object.fromEntries(seen), token: 'x'.repeat(32) })))[0],
    ).toBe(403);
    expect((await press(new URLSearchParams()))[0]).toBe(403);
    await clone.git('checkout', '--quiet', 'faster');
    await clone.commit('Slower again', { 'train.py': 'rate = 0.2\n' });
    await github.pushFrom(repository, clone.folder);
    expect((await press(seen))[0]).toBe(409);
    expect((await fetch(address(), { method: 'POST' })).status).toBe(405);
    expect(github.pulls.get(repository, 1).state).toBe('open');
  });

  it('is shown to nobody who comes by another name than that of this machine', async () => {
    const status = await new Promise((done, fail) => {
      const headers = { host: 'rebound.example' };
      request(address(), { headers }, (response) => done(response.resume().statusCode))
        .on('error', fail)
        .end();
    });
    expect(status).toBe(421);
  });
});
