import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { octokitFor, type Scenario, startScenario, where } from '../testing/scenario.ts';
import type { Fault } from './faults.ts';

let scene: Scenario;
let now: Date;
beforeEach(async () => {
  now = new Date('2026-11-21T10:00:00Z');
  scene = await startScenario({ now: () => now, limits: { perHourJob: 5, contentPerMinute: 2 } });
});
afterEach(() => scene.close());

const list = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
const write = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
const comment = { ...where, issue_number: 1, body: 'x' };
const written = () => scene.github.comments.list(scene.repository, 1).length;
const attempt = async (fault: Omit<Fault, 'operation'>, signal?: AbortSignal) => {
  scene.github.faults.add({ operation: 'issues/create-comment', ...fault });
  const api = scene.job({ issues: 'write' });
  return api
    .request(write, { ...comment, ...(signal && { request: { signal } }) })
    .catch((error: Error) => error);
};

describe('an injected fault', () => {
  it.each([
    [{ kind: 'status' }, 500, /Server Error/],
    [{ kind: 'status', status: 502 }, 502, /Unicorn/],
    [{ kind: 'status', status: 429, retryAfterSeconds: 7 }, 429, /Fault 429/],
    [{ kind: 'secondary-limit' }, 403, /secondary rate limit/],
    [{ kind: 'rate-limit' }, 403, /API rate limit exceeded/],
  ] as const)('%o is answered and nothing is done', async (fault, status, message) => {
    expect(await attempt(fault)).toMatchObject({ status, message: expect.stringMatching(message) });
    expect(written()).toBe(0);
  });

  it('can break the connection before or after the work was done', async () => {
    expect(await attempt({ kind: 'reset' })).toBeInstanceOf(Error);
    expect(written()).toBe(0);
    expect(await attempt({ kind: 'reset', applied: true })).toBeInstanceOf(Error);
    expect(written()).toBe(1);
  });

  it('can answer garbage, or half of an answer', async () => {
    expect(await attempt({ kind: 'garbage' })).toMatchObject({ status: 200, data: expect.any(String) });
    // Octokit takes half an answer for an empty one, and says nothing.
    expect(await attempt({ kind: 'truncated' })).toMatchObject({ status: 201, data: '' });
    expect(written()).toBe(1);
  });

  it('can never answer, or late', async () => {
    expect(await attempt({ kind: 'never' }, AbortSignal.timeout(200))).toMatchObject({
      message: expect.stringMatching(/abort|timeout/i),
    });
    const started = Date.now();
    expect(await attempt({ kind: 'slow', delayMs: 150 })).toMatchObject({ status: 201 });
    expect(Date.now() - started).toBeGreaterThanOrEqual(140);
  });

  it('strikes as often as told, after as many as told, and is written down', async () => {
    const fault = scene.github.faults.add({ operation: 'issues/*', kind: 'status', times: 2, after: 1 });
    const api = scene.job({ issues: 'read' });
    const codes: number[] = [];
    for (let index = 0; index < 4; index += 1) {
      codes.push(
        await api.request(list, comment).then(
          ({ status }) => status,
          ({ status }) => status,
        ),
      );
    }
    expect(codes).toEqual([422, 500, 500, 422]);
    expect(fault.struck()).toBe(2);
    expect(scene.github.requests.map((one) => one.fault)).toEqual([null, 'status', 'status', null]);
  });

  it("is got over by Octokit's own plugins", async () => {
    const { github, repository } = scene;
    const waits: string[] = [];
    const Client = Octokit.plugin(retry, throttling);
    const api = new Client({
      baseUrl: github.apiUrl,
      auth: github.tokens.forJob(repository, { issues: 'write' }),
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
      retry: { retryAfterBaseValue: 1 },
      throttle: {
        retryAfterBaseValue: 1,
        onRateLimit: () => waits.push('rate') > 0,
        onSecondaryRateLimit: () => waits.push('secondary') > 0,
      },
    });
    github.faults.add({ operation: 'issues/list-comments', kind: 'status', status: 502 });
    github.faults.add({ operation: 'issues/list-comments', kind: 'secondary-limit', retryAfterSeconds: 1 });
    expect((await api.request(list, { ...where, issue_number: 1 })).status).toBe(200);
    expect(waits).toEqual(['secondary']);
  });
});

describe('limits', () => {
  it('count the requests of all jobs of a repository, until the hour is over', async () => {
    const ask = () => scene.job({}).request(list, { ...where, issue_number: 1 });
    for (let left = 4; left >= 0; left -= 1) {
      const { headers } = await ask();
      expect(headers).toMatchObject({ 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': String(left) });
    }
    await expect(ask()).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('API rate limit exceeded'),
    });
    const { data } = await scene.job({}).request('GET /rate_limit');
    expect(data.rate.remaining).toBe(0);
    now = new Date('2026-11-21T11:00:01Z');
    expect((await ask()).status).toBe(200);
  });

  it('refuse too much content a minute, with the time to wait', async () => {
    const { github, repository } = scene;
    const api = octokitFor(github, github.tokens.forJob(repository, { issues: 'write' }));
    await api.request(write, comment);
    await api.request(write, comment);
    await expect(api.request(write, comment)).rejects.toMatchObject({
      response: { headers: { 'retry-after': '60' } },
    });
    now = new Date('2026-11-21T10:01:01Z');
    expect((await api.request(write, comment)).status).toBe(201);
  });
});
