import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type Scene, startScene } from '../testing/scene.ts';
import type { Fetch } from './fetch.ts';
import type { GitHub, Question } from './github.ts';
import { GitHubFailure } from './github-failure.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
  await scene.newPull();
});
afterAll(() => scene.close());
beforeEach(() => {
  scene.local.forget();
  scene.told.length = 0;
});
afterEach(() => {
  scene.local.faults.clear();
  vi.unstubAllEnvs();
  expect(scene.local.violations).toEqual([]);
});

const title: Question<{ title: string }> = {
  what: 'read pull request 1',
  route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
  parameters: { pull_number: 1 },
  answer: z.object({ title: z.string() }),
};
const comment = (body: string): Question<{ id: number }> => ({
  what: 'write a comment',
  route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  parameters: { issue_number: 1, body },
  answer: z.object({ id: z.number() }),
});
const requests = (operation: string) => scene.local.requests.filter((one) => one.operation === operation);

async function failureOf(work: Promise<unknown>): Promise<GitHubFailure> {
  const error = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error instanceof GitHubFailure) return error;
  throw new Error(`expected a GitHubFailure, got ${String(error)}`);
}

describe('a question', () => {
  it('is answered with the fields that were asked for', async () => {
    expect(await scene.open().ask(title)).toEqual({ title: 'Learn faster' });
  });

  it("is asked as the token's own identity, which is asked for once", async () => {
    const github = scene.open();
    expect(await Promise.all([github.viewer(), github.viewer()])).toEqual([
      'github-actions[bot]',
      'github-actions[bot]',
    ]);
    const app = scene.local.tokens.forApp(scene.repository, 'weigher[bot]', {});
    expect(await scene.open({ token: app }).viewer()).toBe('weigher[bot]');
    expect(requests('graphql')).toHaveLength(2);
  });

  it('about the identity is asked anew after a failure', async () => {
    const github = scene.open();
    scene.local.faults.add({ operation: 'graphql', kind: 'status', status: 401 });
    await expect(github.viewer()).rejects.toThrow(/could not ask GitHub whose token this is/);
    expect(await github.viewer()).toBe('github-actions[bot]');
  });
});

describe('a failure', () => {
  it('says what is wrong with the token, and never shows it', async () => {
    const failure = await failureOf(scene.open({ token: 'ghs_secret' }).ask(title));
    expect(failure.fault).toBe('token');
    expect(failure.code).toBe('infrastructure');
    expect(failure.message).toBe(
      "could not read pull request 1: GitHub answered 401 (Bad credentials): the token is wrong or has expired. A job's own token ends with its job; check `token`",
    );
    expect(JSON.stringify([failure, failure.cause])).not.toContain('ghs_secret');
  });

  it('is what can be no token, and does not show that either', async () => {
    for (const token of ['', ' \n', 'ghs_secret\nghs_other', 'ghs_sécret']) {
      expect(() => scene.open({ token })).toThrow(/^`token` (is empty|holds a space)/);
    }
    const token = scene.local.tokens.forJob(scene.repository, { 'pull-requests': 'read' });
    expect(await scene.open({ token: `${token}\n` }).ask(title)).toEqual({ title: 'Learn faster' });
  });

  it('names the permissions that would do', async () => {
    const failure = await failureOf(
      scene.open({ permissions: { contents: 'write' } }).writeOnce('notification', comment('x'), 0),
    );
    expect(failure.fault).toBe('permission');
    expect(failure.message).toContain(
      'The token needs `issues: write` or `pull-requests: write`: grant it under',
    );
  });

  it('says that not found may mean not allowed', async () => {
    const gone = { ...title, parameters: { pull_number: 4_711 } };
    const failure = await failureOf(scene.open().ask(gone));
    expect(failure.fault).toBe('not-found');
    expect(failure.message).toContain('it is not there, or the token may not see it');
  });

  it('repeats what GitHub says of a request it does not take, on one line', async () => {
    const failure = await failureOf(scene.open().writeOnce('write', comment(' \n '), 0));
    expect(failure.fault).toBe('invalid');
    expect(failure.message).toBe(
      'could not write a comment: GitHub answered 422 (Validation Failed; Body cannot be blank): the request is not as GitHub wants it',
    );
    scene.local.forget();
  });

  it('is an answer of another shape', async () => {
    const fetch: Fetch = async () => Response.json({ title: 17 });
    const failure = await failureOf(scene.open({ fetch }).ask(title));
    expect(failure.fault).toBe('answer');
    expect(failure.message).toContain("GitHub's answer has not the shape it should have (`title`)");
  });

  it('is a server that is not there', async () => {
    const failure = await failureOf(scene.open({ apiUrl: 'http://127.0.0.1:9/api' }).ask(title));
    expect(failure.fault).toBe('network');
    expect(failure.message).toContain('GitHub could not be reached');
    expect(scene.told).toHaveLength(3);
  });
});

describe('patience', () => {
  it('is as long as the server asks, and says so', async () => {
    scene.local.faults.add({ operation: 'pulls/get', kind: 'status', status: 503, retryAfterSeconds: 17 });
    scene.local.faults.add({ operation: 'pulls/get', kind: 'secondary-limit' });
    scene.local.faults.add({ operation: 'pulls/get', kind: 'reset' });
    await scene.open().ask(title);
    expect(scene.told).toEqual([
      'GitHub answered 503; waiting 17 s',
      'GitHub asks for a pause (secondary rate limit); waiting 60 s',
      expect.stringMatching(/^GitHub gave no whole answer \(.+\); waiting 9 s$/),
    ]);
  });

  it('ends after three further tries', async () => {
    scene.local.faults.add({ operation: 'pulls/get', kind: 'status', times: 99 });
    const failure = await failureOf(scene.open().ask(title));
    expect(failure.fault).toBe('server');
    expect(requests('pulls/get')).toHaveLength(4);
    expect(scene.told.map((text) => text.split('; ')[1])).toEqual([
      'waiting 1 s',
      'waiting 4 s',
      'waiting 9 s',
    ]);
  });

  it('does not wait for an hour to pass', async () => {
    scene.local.faults.add({ operation: 'pulls/get', kind: 'rate-limit', retryAfterSeconds: 3_000 });
    const failure = await failureOf(scene.open().ask(title));
    expect(failure.fault).toBe('limit');
    expect(failure.message).toMatch(/the limit is lifted at \d{4}-.*Z\. Run this again then/);
    expect(requests('pulls/get')).toHaveLength(1);
    expect(scene.told).toEqual([expect.stringContaining('would be longer than the 120 s there are in all')]);
  });

  it('is bounded for all questions together', async () => {
    const github = scene.open({ timers: { maxWaitSeconds: 100 } });
    const limit = { operation: 'pulls/get', kind: 'secondary-limit' } as const;
    scene.local.faults.add(limit);
    await github.ask(title);
    scene.local.faults.add(limit);
    expect((await failureOf(github.ask(title))).fault).toBe('limit');
  });

  it('ends with the signal, in an answer as in a wait', async () => {
    for (const kind of ['never', 'secondary-limit'] as const) {
      const stop = new AbortController();
      scene.local.faults.add({ operation: 'pulls/get', kind });
      const work = scene.open({ signal: stop.signal, timers: { secondMs: 20, timeoutMs: 9_000 } }).ask(title);
      setTimeout(() => stop.abort(), 50);
      expect((await failureOf(work)).message).toBe('could not read pull request 1: it was cancelled');
    }
    expect(requests('pulls/get')).toHaveLength(2);
    expect((await failureOf(scene.open({ signal: AbortSignal.abort() }).ask(title))).fault).toBe('cancelled');
  });
});

describe('a write', () => {
  it('whose answer was lost is not sent again, but handed back after the wait', async () => {
    scene.local.faults.add({ operation: 'issues/create-comment', kind: 'reset', applied: true });
    expect(await scene.open().writeOnce('notification', comment('once'), 0)).toBe('again');
    expect(requests('issues/create-comment')).toHaveLength(1);
    scene.local.faults.add({ operation: 'issues/create-comment', kind: 'secondary-limit' });
    expect(await scene.open().writeOnce('notification', comment('once'), 0)).toBe('again');
    expect(requests('issues/create-comment')).toHaveLength(2);
    scene.local.faults.add({ operation: 'issues/create-comment', kind: 'status' });
    expect((await failureOf(scene.open().writeOnce('notification', comment('once'), 3))).fault).toBe(
      'server',
    );
  });

  it('keeps its distance from the one before', async () => {
    const github: GitHub = scene.open({ timers: { secondMs: 40 } });
    expect(await github.spaced('write')).toBe(false);
    await github.writeOnce('notification', comment('first'), 0);
    const start = performance.now();
    expect(await github.spaced('write')).toBe(true);
    expect(performance.now() - start).toBeGreaterThan(20);
    expect(await github.spaced('notification')).toBe(true);
    expect(performance.now() - start).toBeGreaterThan(80);
    expect(await github.spaced('notification')).toBe(false);
  });
});

describe('a proxy', () => {
  let proxy: Server;
  const tunnels: { readonly to: string; readonly as: string | undefined }[] = [];
  beforeAll(async () => {
    proxy = createServer();
    proxy.on('connect', (request, socket, head) => {
      tunnels.push({ to: request.url ?? '', as: request.headers['proxy-authorization'] });
      const port = Number((request.url ?? '').split(':')[1]);
      const upstream = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.write(head);
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  });
  afterAll(() => {
    proxy.closeAllConnections();
    proxy.close();
  });

  it('of the environment is used, with its password, unless NO_PROXY says otherwise', async () => {
    const { port } = proxy.address() as AddressInfo;
    const apiUrl = `${scene.local.serverUrl}/api/v3`;
    for (const name of ['http_proxy', 'https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY'])
      vi.stubEnv(name, '');
    vi.stubEnv('HTTP_PROXY', `http://mona:p%40ss@127.0.0.1:${port}`);
    const token = scene.local.tokens.forJob(scene.repository, { 'pull-requests': 'read' });
    expect(await scene.open({ apiUrl, token }).ask(title)).toEqual({ title: 'Learn faster' });
    const as = `Basic ${Buffer.from('mona:p@ss').toString('base64')}`;
    expect(tunnels).toEqual([{ to: new URL(apiUrl).host, as }]);
    vi.stubEnv('NO_PROXY', new URL(apiUrl).hostname);
    // `github.localhost` may have no address here, and need none for this.
    await scene
      .open({ apiUrl, token, timers: { timeoutMs: 2_000 } })
      .ask(title)
      .catch(() => undefined);
    expect(tunnels).toHaveLength(1);
  });
});
