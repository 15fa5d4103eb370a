import type { PullRecord } from '@weighbridge/local-github';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fetch } from '../client/fetch.ts';
import { bot, type Scene, startScene } from '../testing/scene.ts';
import { putReport, type Report } from './put-report.ts';
import { commentText, marker, reportDigest } from './run-line.ts';

let scene: Scene;
let pull: PullRecord;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  pull = await scene.newPull();
  scene.local.forget();
});
afterEach(() => {
  expect(scene.local.violations).toEqual([]);
});

const body = '### ✅ digits: no drop found\naccuracy 91.2 % → 91.4 %';
const oldHead = 'a'.repeat(40);

function report(change: Partial<Report> = {}): Report {
  const run = { id: '5', attempt: 1 };
  return {
    ...{ pull: pull.number, key: 'weighbridge.yml', body, head: pull.headSha, run, create: true },
    ...change,
  };
}

function planted(change: Partial<Report> & { readonly author?: string } = {}) {
  const { key, body: text, head, run } = report(change);
  const line = { key, run: run.id, attempt: run.attempt, head, digest: reportDigest(text) };
  const author = change.author ?? bot;
  return scene.local.comments.create(scene.repository, pull.number, author, commentText(line, text));
}

const bodies = () => scene.comments(pull).map((comment) => comment.body);
const shown = () => bodies().map((text) => text.split('\n').slice(2).join('\n'));
const writes = () =>
  scene.local.requests.filter(({ method, operation }) => method !== 'GET' && operation !== 'graphql');
const put = (change: Partial<Report> = {}) => putReport(scene.open(), report(change));

describe('a report', () => {
  it('is made as a comment, then left or updated', async () => {
    const first = await put();
    expect(first).toMatchObject({ kind: 'created', removed: 0 });
    expect(first.url).toContain(`/acme/vision/pull/${pull.number}#issuecomment-`);
    expect(shown()).toEqual([body]);
    expect(bodies()[0]?.startsWith(`${marker}\n<!-- weighbridge:run key=weighbridge.yml run=5 `)).toBe(true);
    expect(await put()).toMatchObject({ kind: 'unchanged', url: first.url, digest: first.digest });
    expect(await put({ run: { id: '5', attempt: 2 } })).toMatchObject({ kind: 'unchanged' });
    expect(writes()).toHaveLength(1);
    expect(await put({ run: { id: '6', attempt: 1 }, body: 'Held' })).toMatchObject({
      kind: 'updated',
      url: first.url,
    });
    expect(shown()).toEqual(['Held']);
  });

  it('of another run that reads the same moves the hidden line on, so that an older run stays older', async () => {
    await put();
    expect(await put({ run: { id: '7', attempt: 1 } })).toMatchObject({ kind: 'unchanged' });
    expect(await put({ run: { id: '6', attempt: 1 }, body: 'Held' })).toMatchObject({ kind: 'older' });
    expect(shown()).toEqual([body]);
  });

  it('is written again where somebody has edited what people see', async () => {
    await put();
    const [comment] = scene.comments(pull);
    if (comment === undefined) throw new Error('no comment');
    scene.local.comments.update(comment, comment.body.replaceAll('\n', '\r\n'));
    expect(await put()).toMatchObject({ kind: 'unchanged' });
    scene.local.comments.update(comment, comment.body.replace('no drop', 'a great rise'));
    expect(await put()).toMatchObject({ kind: 'updated' });
    expect(shown()).toEqual([body]);
  });

  it('is written over one that somebody has edited and given the number of a run to come', async () => {
    await put();
    const [comment] = scene.comments(pull);
    if (comment === undefined) throw new Error('no comment');
    const edited = comment.body
      .replace(' run=5 ', ' run=999999999 ')
      .replace('no drop found', 'better than ever');
    scene.local.comments.update(comment, edited);
    expect(await put()).toMatchObject({ kind: 'updated' });
    expect(shown()).toEqual([body]);
  });

  it('never overwrites that of a newer run or attempt, by number and not by text', async () => {
    await put({ run: { id: '10', attempt: 2 }, body: 'newer' });
    for (const run of [
      { id: '9', attempt: 1 },
      { id: '9', attempt: 30 },
      { id: '10', attempt: 1 },
    ]) {
      expect(await put({ run })).toMatchObject({ kind: 'older', removed: 0 });
    }
    expect(shown()).toEqual(['newer']);
    expect(writes()).toHaveLength(1);
    expect(await put({ run: { id: '10', attempt: 10 } })).toMatchObject({ kind: 'updated' });
    // Larger than a number holds exactly.
    await put({ run: { id: '9007199254740993', attempt: 1 }, body: 'large' });
    expect(await put({ run: { id: '9007199254740992', attempt: 1 } })).toMatchObject({ kind: 'older' });
  });

  it('on the present head stands above any other, whatever the runs', async () => {
    planted({ head: pull.headSha, run: { id: '5', attempt: 1 } });
    expect(await put({ head: oldHead, run: { id: '9', attempt: 2 }, body: 'stale' })).toMatchObject({
      kind: 'older',
    });
    expect(shown()).toEqual([body]);
  });

  it('on a head that is gone updates an older one, but makes none', async () => {
    expect(await put({ head: oldHead })).toMatchObject({ kind: 'older', removed: 0 });
    expect(bodies()).toEqual([]);
    planted({ head: 'b'.repeat(40), run: { id: '3', attempt: 1 }, body: 'oldest' });
    expect(await put({ head: oldHead })).toMatchObject({ kind: 'updated' });
    expect(shown()).toEqual([body]);
  });

  it('is left where the pull request is closed, and not made there', async () => {
    pull.state = 'closed';
    expect(await put()).toEqual({ kind: 'closed', removed: 0, digest: reportDigest(body) });
    const comment = planted({ run: { id: '1', attempt: 1 }, body: 'before' });
    expect(await put()).toMatchObject({ kind: 'closed', url: expect.stringContaining(String(comment.id)) });
    expect(writes()).toEqual([]);
  });

  it('is not made without `create`, but updated', async () => {
    expect(await put({ create: false })).toMatchObject({ kind: 'absent' });
    expect(writes()).toEqual([]);
    planted({ run: { id: '1', attempt: 1 }, body: 'before' });
    expect(await put({ create: false })).toMatchObject({ kind: 'updated' });
  });

  it('that somebody has deleted is made again only when it is another one', async () => {
    const { digest: before } = await put();
    const [comment] = scene.comments(pull);
    if (comment !== undefined) scene.local.comments.remove(comment);
    expect(await put({ run: { id: '5', attempt: 2 }, before })).toMatchObject({ kind: 'absent' });
    expect(bodies()).toEqual([]);
    expect(await put({ run: { id: '6', attempt: 1 }, before, body: 'Held' })).toMatchObject({
      kind: 'created',
    });
  });

  it('is found among 250 comments, and foreign ones with its lines are neither taken nor deleted', async () => {
    const foreign = planted({ author: 'mallory', run: { id: '99999', attempt: 1 }, body: 'planted' });
    for (let n = 0; n < 124; n += 1) {
      scene.local.comments.create(scene.repository, pull.number, 'mona', `comment ${n}`);
    }
    scene.local.comments.create(scene.repository, pull.number, 'mona', `> ${marker}\nquoted`);
    scene.local.comments.create(scene.repository, pull.number, bot, `${marker}\nanother workflow's`);
    for (let n = 0; n < 124; n += 1) {
      scene.local.comments.create(scene.repository, pull.number, bot, `before ${marker}\n${n}`);
    }
    const ours = planted({ run: { id: '1', attempt: 1 }, body: 'before' });
    expect(scene.comments(pull)).toHaveLength(252);
    expect(await put()).toMatchObject({ kind: 'updated', url: expect.stringContaining(String(ours.id)) });
    expect(scene.comments(pull)).toHaveLength(252);
    expect(foreign.body).toContain('planted');
    expect(scene.comments(pull).filter((comment) => comment.body.includes('no drop'))).toHaveLength(1);
  });

  it('heals duplicates into the oldest, and leaves other keys alone', async () => {
    const oldest = planted({ run: { id: '1', attempt: 1 }, body: 'one' });
    const other = planted({ key: 'other/weighbridge.yml', run: { id: '2', attempt: 1 }, body: 'other' });
    planted({ run: { id: '3', attempt: 1 }, body: 'three' });
    planted({ run: { id: '2', attempt: 1 }, body: 'two' });
    expect(await put()).toMatchObject({
      kind: 'updated',
      removed: 2,
      url: expect.stringContaining(String(oldest.id)),
    });
    expect(scene.comments(pull).map(({ id }) => id)).toEqual([oldest.id, other.id]);
    expect(shown()).toEqual([body, 'other']);
  });

  it('heals duplicates with a newer one than its own among them', async () => {
    const oldest = planted({ run: { id: '1', attempt: 1 }, body: 'one' });
    planted({ run: { id: '8', attempt: 1 }, body: 'eight' });
    expect(await put()).toMatchObject({ kind: 'older', removed: 1 });
    expect(scene.comments(pull).map(({ id }) => id)).toEqual([oldest.id]);
    expect(shown()).toEqual(['eight']);
  });

  it('keeps keys apart, whatever is in them', async () => {
    const keys = ['a.yml', 'a --> <b>.yml', 'ünï/ç.yml', '\ud800.yml', 'x'.repeat(3_000), 'a.yml run=9'];
    for (const key of keys) expect(await put({ key })).toMatchObject({ kind: 'created' });
    for (const key of keys) expect(await put({ key })).toMatchObject({ kind: 'unchanged' });
    expect(scene.comments(pull)).toHaveLength(keys.length);
    for (const text of bodies()) expect(text.split('\n')[1]).toMatch(/^<!-- [^>]* -->$/);
  });

  it('is not made twice where the list of comments lags behind', async () => {
    let lagging = '[]';
    const fetch: Fetch = async (url, request) => {
      const answer = await globalThis.fetch(url, request);
      if (!url.includes('/comments') || request.method !== 'GET') return answer;
      // Always as the list was one read before.
      const [shown, now] = [lagging, await answer.text()];
      lagging = now;
      return new Response(shown, { headers: { 'content-type': 'application/json' } });
    };
    const first = await putReport(scene.open({ fetch }), report());
    expect(first).toMatchObject({ kind: 'created', url: expect.stringContaining('#issuecomment-') });
    const run = { id: '6', attempt: 1 };
    expect(await putReport(scene.open({ fetch }), report({ run, body: 'Held' }))).toMatchObject({
      kind: 'updated',
      url: first.url,
    });
    expect(shown()).toEqual(['Held']);
  });

  it('takes 64,000 characters and says so of more', async () => {
    expect(await put({ body: 'é'.repeat(64_000), key: 'k'.repeat(3_000) })).toMatchObject({
      kind: 'created',
    });
    await expect(put({ body: 'x'.repeat(64_001) })).rejects.toThrow(
      /has 64,001 characters, of which a comment takes 64,000/,
    );
    await expect(put({ body: ' \n' })).rejects.toThrow(/is empty/);
  });
});

describe('a token that may not write', () => {
  it('is not tried where that is known', async () => {
    expect(await put({ readOnly: true })).toMatchObject({ kind: 'read-only', removed: 0 });
    expect(scene.local.requests).toEqual([]);
  });

  it('is no failure where it is not', async () => {
    const github = scene.open({ permissions: { 'pull-requests': 'read' } });
    expect(await putReport(github, report())).toMatchObject({ kind: 'read-only' });
    planted({ run: { id: '1', attempt: 1 } });
    expect(await putReport(github, report())).toMatchObject({ kind: 'read-only' });
    expect(writes().map(({ status }) => status)).toEqual([403, 403]);
  });

  it('that may not even read is a failure that names the permission', async () => {
    const github = scene.open({ permissions: {} });
    await expect(putReport(github, report())).rejects.toThrow(
      /GitHub answered 403 \(Resource not accessible by integration\)\. The token needs `.*pull-requests: read`.*`permissions:`/,
    );
  });
});
