import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openRepository, type RepositoryOptions } from './repository.ts';
import type { Timing } from './retry.ts';
import { type HttpFault, type HttpRemote, makeScratch, type Scratch, serveHttp } from './testing/index.ts';

let scratch: Scratch;
let remote: string;
let count = 0;
let waits: number[] = [];
const timing: Timing = {
  sleep: async (ms) => {
    waits.push(ms);
  },
  random: () => 0.5,
};

beforeAll(async () => {
  scratch = await makeScratch();
});
afterAll(() => scratch.remove());
beforeEach(async () => {
  count += 1;
  waits = [];
  remote = await scratch.bare(`remote-${count}.git`);
});

async function cloneOf(url: string, options: RepositoryOptions = {}) {
  count += 1;
  const folder = await scratch.clone(`clone-${count}`);
  await scratch.git(folder, 'remote', 'add', 'origin', url);
  await scratch.commit(folder, { 'a.txt': '1' });
  return { folder, repository: await openRepository(folder, { env: scratch.env, timing, ...options }) };
}

const text = (data: string, at = new Date(1_700_000_000_000)) => ({
  files: [{ path: 'note.txt', data: Buffer.from(data) }],
  message: 'a note',
  at,
});
const ref = 'refs/weighbridge/test/one';

describe('a commit made from data', () => {
  it('is the same everywhere, without parents, signature or trace in the working tree', async () => {
    const one = await cloneOf(remote);
    const two = await cloneOf(remote);
    for (const [key, value] of [
      ['commit.gpgSign', 'true'],
      ['user.name', 'Somebody'],
      ['i18n.commitEncoding', 'latin1'],
      ['core.autocrlf', 'true'],
    ] as const) {
      await scratch.git(two.folder, 'config', key, value);
    }
    const ids = [
      await one.repository.createCommit(text('a\r\nü')),
      await two.repository.createCommit(text('a\r\nü')),
    ];
    expect(ids[0]).toBe(ids[1]);
    const raw = await scratch.git(two.folder, 'cat-file', 'commit', ids[1] ?? '');
    expect(raw).toMatch(
      /^tree [0-9a-f]+\nauthor Weighbridge <weighbridge@localhost> 1700000000 \+0000\ncommitter .*\n\na note$/,
    );
    expect(await scratch.git(two.folder, 'cat-file', 'blob', `${ids[1]}:note.txt`)).toBe('a\r\nü');
    expect(await scratch.git(two.folder, 'status', '--porcelain')).toBe('');
    expect(await one.repository.createCommit(text('a\r\nü', new Date(0)))).not.toBe(ids[0]);
  });

  it('refuses names that are paths', async () => {
    const { repository } = await cloneOf(remote);
    for (const path of ['../x', 'a/b', '..', '']) {
      await expect(
        repository.createCommit({ ...text('x'), files: [{ path, data: Buffer.from('x') }] }),
      ).rejects.toThrow('cannot be the name');
    }
  });

  it('is read back with modes and sizes, and something else is not taken for one', async () => {
    const { folder, repository } = await cloneOf(remote);
    const oid = await repository.createCommit(text('four'));
    expect(await repository.readCommit(oid)).toMatchObject({
      parents: [],
      entries: [{ path: 'note.txt', mode: '100644', size: 4 }],
    });
    await scratch.git(folder, 'tag', '-m', 'x', 'tagged', oid);
    expect(await repository.readCommit(await scratch.git(folder, 'rev-parse', 'tagged'))).toBeUndefined();
    expect(await repository.readCommit('0'.repeat(40))).toBeUndefined();
    await expect(repository.readCommit('--help')).rejects.toThrow('is not an object id');
  });
});

describe('pushing refs by compare-and-swap', () => {
  it('creates once, leaves the same alone, refuses other content and old expectations', async () => {
    const { repository } = await cloneOf(remote);
    const a = await repository.createCommit(text('a'));
    const b = await repository.createCommit(text('b'));
    const push = async (oid: string | null, expected: string) =>
      (await repository.pushRefs('origin', [{ ref, oid, expect: expected }]))[0];
    expect(await push(a, 'absent')).toEqual({ ref, status: 'created', oid: a, reason: '' });
    expect(await push(a, 'absent')).toEqual({ ref, status: 'unchanged', oid: a, reason: '' });
    expect(await push(b, 'absent')).toEqual({ ref, status: 'stale', oid: a, reason: '' });
    expect(await push(null, b)).toEqual({ ref, status: 'stale', oid: a, reason: '' });
    expect(await push(b, a)).toEqual({ ref, status: 'updated', oid: b, reason: '' });
    expect(await push(null, b)).toEqual({ ref, status: 'deleted', oid: null, reason: '' });
    expect(await push(null, b)).toEqual({ ref, status: 'unchanged', oid: null, reason: '' });
    expect(await repository.lsRemote('origin', ['refs/weighbridge/'])).toEqual([]);
  });

  it('goes on with the rest where one of several deletions is done already', async () => {
    const { repository } = await cloneOf(remote);
    const oid = await repository.createCommit(text('a'));
    const names = ['a', 'b', 'c'].map((name) => `${ref}-${name}`);
    await repository.pushRefs(
      'origin',
      names.map((name) => ({ ref: name, oid, expect: 'absent' })),
    );
    await scratch.git(remote, 'update-ref', '-d', names[1] ?? '');
    const results = await repository.pushRefs(
      'origin',
      names.map((name) => ({ ref: name, oid: null, expect: oid })),
    );
    expect(results.map(({ status }) => status)).toEqual(['deleted', 'unchanged', 'deleted']);
  });

  it('does all or nothing when atomic', async () => {
    const { repository } = await cloneOf(remote);
    const a = await repository.createCommit(text('a'));
    const b = await repository.createCommit(text('b'));
    await repository.pushRefs('origin', [{ ref, oid: a, expect: 'absent' }]);
    const results = await repository.pushRefs(
      'origin',
      [
        { ref: `${ref}-two`, oid: b, expect: 'absent' },
        { ref, oid: b, expect: 'absent' },
      ],
      { atomic: true },
    );
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'stale']);
    expect(await repository.lsRemote('origin', [ref])).toEqual([{ ref, oid: a }]);
    expect(waits).toEqual([]);
  });

  it("runs the server's hooks and none of the user's", async () => {
    const { folder, repository } = await cloneOf(remote);
    const hooks = join(scratch.dir, `hooks-${count}`);
    await mkdir(hooks);
    for (const name of ['pre-push', 'reference-transaction', 'post-index-change']) {
      await writeFile(join(hooks, name), `#!/bin/sh\ntouch ${join(hooks, 'ran')}\nexit 1\n`);
      await chmod(join(hooks, name), 0o755);
    }
    await scratch.git(folder, 'config', 'core.hooksPath', hooks);
    await scratch.git(folder, 'config', 'push.followTags', 'true');
    await scratch.git(folder, 'config', 'push.gpgSign', 'true');
    const oid = await repository.createCommit(text('a'));
    expect((await repository.pushRefs('origin', [{ ref, oid, expect: 'absent' }]))[0]?.status).toBe(
      'created',
    );
    await repository.workingFiles();
    expect(await readdir(hooks)).not.toContain('ran');
    await writeFile(
      join(remote, 'hooks/pre-receive'),
      '#!/bin/sh\necho "GH013: Repository rule violations found" >&2\nexit 1\n',
    );
    await chmod(join(remote, 'hooks/pre-receive'), 0o755);
    const [result] = await repository.pushRefs('origin', [{ ref: `${ref}-two`, oid, expect: 'absent' }]);
    expect(result?.status).toBe('rejected');
    expect(result?.reason).toMatch(/^a ruleset of the repository refuses this push; .*GH013/s);
    expect(waits).toEqual([]);
  });

  it('lists only names that begin with what was asked for', async () => {
    const { repository } = await cloneOf(remote);
    const oid = await repository.createCommit(text('a'));
    const names = [
      'refs/weighbridge/runs/a/x',
      'refs/weighbridge/runs/ab/x',
      'refs/heads/refs/weighbridge/runs/a/x',
    ];
    await repository.pushRefs(
      'origin',
      names.map((name) => ({ ref: name, oid, expect: 'absent' })),
    );
    expect(await repository.lsRemote('origin', ['refs/weighbridge/runs/a/'])).toEqual([
      { ref: names[0], oid },
    ]);
    expect(await repository.lsRemote('origin', ['refs/heads/', 'refs/weighbridge/runs/ab/'])).toHaveLength(2);
  });

  it('works on this very repository too', async () => {
    const { repository, folder } = await cloneOf(remote);
    const oid = await repository.createCommit(text('a'));
    expect((await repository.pushRefs('.', [{ ref, oid, expect: 'absent' }]))[0]?.status).toBe('created');
    expect(await repository.lsRemote('.', ['refs/weighbridge/'])).toEqual([{ ref, oid }]);
    await repository.fetchObjects('.', [ref]);
    expect(await scratch.git(folder, 'rev-parse', ref)).toBe(oid);
  });
});

describe('a remote that cannot be used', () => {
  it.each([
    ['nowhere', /there is no remote of this name; `git remote -v`/],
    ['/nowhere/at/all.git', /the remote does not have it, or the credentials may not see it/],
    ['ssh://localhost:1/x.git', /could not be reached|wants credentials|ssh/],
  ])('is said with its likely cause: %s', async (name, sentence) => {
    const { repository } = await cloneOf(remote);
    await expect(repository.lsRemote(name, [])).rejects.toThrow(sentence);
  });
});

describe('a remote over HTTP', () => {
  const token = 'ghs_secret/Token+1';
  let server: HttpRemote;
  let url: string;
  beforeEach(async () => {
    server = await serveHttp(scratch.dir, token);
    url = `${server.url}/${remote.split('/').at(-1)}`;
    await scratch.git(remote, 'config', 'http.receivepack', 'true');
    return () => server.close();
  });

  it('is given the token by environment, once, also where another header is configured', async () => {
    const { folder, repository } = await cloneOf(url, { token });
    await scratch.git(
      folder,
      'config',
      `http.${server.url}/.extraheader`,
      'AUTHORIZATION: basic b2xkOm9sZA==',
    );
    const oid = await repository.createCommit(text('a'.repeat(3_000_000)));
    expect((await repository.pushRefs('origin', [{ ref, oid, expect: 'absent' }]))[0]?.status).toBe(
      'created',
    );
    const other = await cloneOf(url, { token });
    await other.repository.fetchObjects('origin', [ref]);
    expect(await other.repository.hasObject(oid)).toBe(true);
    expect(server.requests.every(({ authorized }) => authorized)).toBe(true);
    expect(await scratch.git(folder, 'config', '--list', '--local')).not.toContain(token);
  });

  it('answers with what to do where the token is missing, wrong or too weak, and is asked only once', async () => {
    const none = await cloneOf(url);
    await expect(none.repository.lsRemote('origin', [])).rejects.toThrow(
      /it got none, or a wrong or expired token; in Actions pass `token`/,
    );
    const wrong = await cloneOf(url.replace('//', `//user:${encodeURIComponent('ghs_other')}@`), {
      token: 'ghs_wrong',
    });
    const said = String(await wrong.repository.lsRemote('origin', []).catch((error: unknown) => error));
    expect(said).toMatch(/wrong or expired token/);
    expect(said).not.toMatch(/ghs_|Z2hzX/);
    const weak = await cloneOf(url, { token });
    server.faults.push(403);
    await expect(weak.repository.lsRemote('origin', [])).rejects.toThrow(/`permissions: contents: write`/);
    server.faults.push(404);
    await expect(weak.repository.lsRemote('origin', [])).rejects.toThrow(/GitHub says "not found" for both/);
    const oid = await weak.repository.createCommit(text('a'));
    server.faults.push(403);
    await expect(weak.repository.pushRefs('origin', [{ ref, oid, expect: 'absent' }])).resolves.toMatchObject(
      [{ status: 'rejected', reason: expect.stringContaining('contents: write') }],
    );
    expect(waits).toEqual([]);
  });

  it('is asked again, each time later, after faults that may pass', async () => {
    const { repository } = await cloneOf(url, { token });
    server.faults.push(500, 'reset', 503);
    await expect(repository.lsRemote('origin', [])).resolves.toEqual([]);
    expect(waits).toEqual([500, 1_000, 2_000]);
    server.faults.push(502, 502, 502, 502);
    await expect(repository.lsRemote('origin', [])).rejects.toThrow(
      /could not be reached, or the connection broke/,
    );
    expect(server.faults).toEqual([]);
  });

  it('may break down at any request of a push: the ref is then created by a later try', async () => {
    const faults: readonly (readonly HttpFault[])[] = [
      ['reset'],
      ['none', 'reset'],
      ['none', 500],
      ['none', 'lose'],
      ['lose'],
    ];
    for (const [index, struck] of faults.entries()) {
      const { repository } = await cloneOf(url, { token });
      const oid = await repository.createCommit(text(`push ${index}`));
      const name = `${ref}-${index}`;
      server.faults.push(...struck);
      const [result] = await repository.pushRefs('origin', [{ ref: name, oid, expect: 'absent' }]);
      // curl itself may send a request again whose answer was lost; then the second finds what the first made.
      const expected = struck.includes('lose') ? /created|unchanged/ : /created/;
      expect(result).toMatchObject({ oid, reason: '', status: expect.stringMatching(expected) });
      expect(await repository.lsRemote('origin', [name])).toEqual([{ ref: name, oid }]);
      expect(server.faults).toEqual([]);
    }
  });

  it('that never answers is given up after the time that was allowed', async () => {
    const { repository } = await cloneOf(url, { token, timeoutMs: 300 });
    server.faults.push('hang');
    const start = performance.now();
    await expect(repository.lsRemote('origin', [])).rejects.toThrow(
      /git ls-remote took longer than 0.3 s and was ended/,
    );
    expect(performance.now() - start).toBeLessThan(2_500);
  });

  it('is not taken for empty where a sign-in page answers in its place', async () => {
    const page = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Sign in</title>');
    });
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    const { port } = page.address() as AddressInfo;
    try {
      const { folder, repository } = await cloneOf(`http://127.0.0.1:${port}/acme.git`);
      // Nothing was ever fetched from it: it may well be empty.
      expect(await repository.lsRemote('origin', ['refs/weighbridge/'])).toEqual([]);
      await scratch.git(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
      await expect(repository.lsRemote('origin', ['refs/weighbridge/'])).rejects.toThrow('sign-in page');
    } finally {
      page.close();
    }
  });

  it('is left alone at once when the caller stops', async () => {
    const stop = new AbortController();
    const { repository } = await cloneOf(url, { token, signal: stop.signal });
    server.faults.push('hang');
    setTimeout(() => stop.abort(), 200);
    await expect(repository.lsRemote('origin', [])).rejects.toThrow(/was stopped/);
  });

  it('is given no token where another server is the only one to have it', async () => {
    const { repository } = await cloneOf(url, { token, server: 'https://github.example' });
    await expect(repository.lsRemote('origin', [])).rejects.toThrow('the remote wants credentials');
    const own = await cloneOf(url, { token, server: `${new URL(url).origin}/` });
    expect(await own.repository.lsRemote('origin', [])).toEqual([]);
  });

  it('is never sent a token in the clear', async () => {
    const { repository } = await cloneOf('http://git.example/x.git', { token });
    await expect(repository.lsRemote('origin', [])).rejects.toThrow(
      'http://git.example is not encrypted, so the token is not sent to it',
    );
  });
});
