import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  anonymous,
  bytesSource,
  digestOf,
  mediaTypes,
  parseReference,
  pullArtifact,
  readBlob,
  readManifest,
  resolve,
  tokenCredential,
  withDigest,
} from './index.ts';
import { failureOf, noise, testClient } from './testing/client.ts';
import { answer, type Front, firstTimes, refusal, startFront } from './testing/front.ts';

let front: Front;
let other: Front;
beforeAll(async () => {
  [front, other] = await Promise.all([startFront(), startFront()]);
});
afterAll(() => Promise.all([front.close(), other.close()]));
beforeEach(() => {
  front.forget();
  other.forget();
});

const at = (rest: string) => parseReference(`${front.host}/${rest}`);
const image = Buffer.from(
  JSON.stringify({
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: { mediaType: mediaTypes.config, digest: digestOf('c'), size: 1 },
    layers: [],
  }),
);
const headers = { 'content-type': mediaTypes.manifest, 'docker-content-digest': digestOf(image) };
const read = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
};

describe('absent', () => {
  it.each(['MANIFEST_UNKNOWN', 'NAME_UNKNOWN'])('is what a registry says: %s', async (code) => {
    front.meddlers.push((_, response) => refusal(response, 404, code));
    expect(await resolve(testClient().registries, at('a/b'))).toBe('absent');
  });

  it.each([
    ['a page of something else', 404, '<html>not found</html>', 'answer'],
    ['no permission', 403, '{"errors":[{"code":"DENIED"}]}', 'denied'],
    ['no permission, hidden', 401, '{"errors":[{"code":"UNAUTHORIZED"}]}', 'denied'],
    ['a broken server', 500, '', 'server'],
    ['a server in repair', 503, '{"errors":[{"code":"UNAVAILABLE"}]}', 'server'],
    ['too many requests', 429, '{"errors":[{"code":"TOOMANYREQUESTS"}]}', 'limit'],
    ['a teapot', 418, '', 'answer'],
    ['a page that is found', 200, '<html>welcome</html>', 'answer'],
  ])('is not %s', async (_, status, body, fault) => {
    front.meddlers.push((_, response) => answer(response, status, {}, body));
    const failure = await failureOf(resolve(testClient().registries, at('a/b')));
    expect([failure.fault, failure.code]).toEqual([fault, 'infrastructure']);
    expect(failure.message).toMatch(/^could not (look for|read) 127\.0\.0\.1:\d+\/a\/b: /);
  });

  it('is no registry that does not answer, is not there, or has no name', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const quick = testClient({ limits: { answerMs: 50, tries: 2 } });
    const timeout = await failureOf(resolve(quick.registries, parseReference(`127.0.0.1:${port}/a`)));
    expect(timeout.fault).toBe('timeout');
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
    const refused = await failureOf(resolve(testClient().registries, parseReference(`127.0.0.1:${port}/a`)));
    expect(refused.fault).toBe('network');
    expect(refused.message).toContain('refused the connection');
    const nameless = testClient();
    const unknown = await failureOf(resolve(nameless.registries, parseReference('registry.invalid/a')));
    expect(unknown.fault).toBe('network');
    expect(unknown.message).toContain('could not be looked up');
  });

  it('is no registry whose encryption is none', async () => {
    const port = front.host.split(':')[1];
    const { registries } = testClient({
      fetch: (url, request) => fetch(url.replace('registry.example.com', '127.0.0.1'), request),
    });
    const failure = await failureOf(resolve(registries, parseReference(`registry.example.com:${port}/a`)));
    expect(failure.fault).toBe('tls');
    expect(failure.message).toContain('has to be listed as insecure');
  });
});

describe('a manifest', () => {
  it('of other bytes than its digest is refused', async () => {
    front.meddlers.push((_, response) => answer(response, 200, headers, `${image} `));
    expect((await failureOf(readManifest(testClient().registries, at('a/b')))).fault).toBe('digest');
    const { docker: _, ...bare } = { ...headers, docker: '', 'docker-content-digest': '' };
    front.meddlers.unshift((_, response) => answer(response, 200, bare, `${image} `));
    const byDigest = withDigest(at('a/b'), digestOf(image));
    expect((await failureOf(readManifest(testClient().registries, byDigest))).fault).toBe('digest');
    expect((await failureOf(resolve(testClient().registries, byDigest))).fault).toBe('digest');
  });

  it.each([
    ['endless', `{${' '.repeat(5_000_000)}`, {}, 'more than the 4194304 bytes'],
    ['no JSON', '[', {}, 'it is not JSON'],
    ['of the first schema', '{"schemaVersion": 1}', {}, 'first schema'],
    [
      'two things at once',
      '{"schemaVersion":2,"manifests":[],"layers":[]}',
      { 'content-type': mediaTypes.index },
      '`layers` has not the shape',
    ],
    ['served as another thing', image.toString(), { 'content-type': mediaTypes.index }, 'and is served as'],
    [
      'of a path for a digest',
      image.toString().replace(/sha256:\w+/, '../../../etc/passwd'),
      {},
      '`config.digest` has not',
    ],
  ])('that is %s is refused', async (_, body, more, why) => {
    front.meddlers.push((_, response) => answer(response, 200, more, body));
    expect((await failureOf(readManifest(testClient().registries, at('a/b')))).message).toContain(why);
  });
});

describe('patience', () => {
  it('is as long as the registry asks, in seconds or until a time', async () => {
    front.meddlers.push(
      firstTimes(1, /HEAD/, (_, response) => answer(response, 429, { 'retry-after': '17' })),
      firstTimes(1, /HEAD/, (_, response) =>
        answer(response, 503, { 'retry-after': new Date(Date.now() + 30_000).toUTCString() }),
      ),
      firstTimes(1, /HEAD/, (request) => Boolean(request.socket.destroy())),
      (_, response) => answer(response, 200, { ...headers, 'content-length': String(image.length) }),
    );
    const { registries, waits, told } = testClient();
    expect(await resolve(registries, at('a/b'))).toMatchObject({ digest: digestOf(image) });
    expect(waits[0]).toBe(17);
    expect(waits[1]).toBeGreaterThan(25);
    expect(waits[2]).toBe(4);
    expect(told[0]).toMatch(/answered 429; waiting 17 s$/);
  });

  it('ends where it would be too long, or after some tries', async () => {
    front.meddlers.push((_, response) => answer(response, 429, { 'retry-after': '3600' }));
    const { registries, waits } = testClient();
    const failure = await failureOf(resolve(registries, at('a/b')));
    expect([failure.fault, failure.retryAfterSeconds, waits]).toEqual(['limit', 3_600, []]);
    front.forget();
    front.meddlers.push((_, response) => answer(response, 502));
    await failureOf(resolve(testClient().registries, at('a/b')));
    expect(front.seen).toHaveLength(4);
  });

  it('ends with the signal', async () => {
    const stop = new AbortController();
    front.meddlers.push(() => {
      setTimeout(() => stop.abort(), 10);
      return true;
    });
    const failure = await failureOf(resolve(testClient({ signal: stop.signal }).registries, at('a/b')));
    expect(failure.fault).toBe('cancelled');
    expect((await failureOf(resolve(testClient({ signal: stop.signal }).registries, at('a/b')))).fault).toBe(
      'cancelled',
    );
  });
});

describe('a blob', () => {
  const bytes = noise(500_000);
  const blob = { digest: digestOf(bytes), size: bytes.length };
  const get = (options = {}) => read(readBlob(testClient(options).registries, at('a/b'), blob));

  it('goes on where it broke off, whether or not the registry begins in the middle', async () => {
    for (const ranges of [true, false]) {
      front.forget();
      front.meddlers.push(
        firstTimes(2, /blobs/, (request, response) => {
          const from = ranges ? Number(/\d+/.exec(request.headers.range ?? '0')?.[0]) : 0;
          const partial =
            from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {};
          response.writeHead(from > 0 ? 206 : 200, {
            'content-length': String(bytes.length - from),
            ...partial,
          });
          response.write(bytes.subarray(from, from + 150_000), () =>
            setTimeout(() => response.destroy(), 20),
          );
          return true;
        }),
        (request, response) => {
          const from = ranges ? Number(/\d+/.exec(request.headers.range ?? '0')?.[0]) : 0;
          const partial =
            from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {};
          response.writeHead(from > 0 ? 206 : 200, partial).end(bytes.subarray(from));
          return true;
        },
      );
      expect(await get()).toEqual(bytes);
      expect(front.seen.slice(1).every(({ range }) => /^bytes=\d+-$/.test(range ?? ''))).toBe(true);
    }
  });

  it.each([
    ['other bytes', () => noise(500_000, 2), {}, 'sent other bytes'],
    [
      'too few, and says so',
      () => bytes.subarray(1),
      { 'content-length': '499999' },
      'announced 499999 bytes where 500000',
    ],
    ['too many', () => Buffer.concat([bytes, bytes]), {}, 'more than the 500000 bytes'],
  ])('of %s is refused', async (_, body, more, why) => {
    front.meddlers.push((_, response) => Boolean(response.writeHead(200, more).end(body())));
    const failure = await failureOf(get());
    expect(failure.fault).toBe('digest');
    expect(failure.message).toContain(why);
    expect(front.seen).toHaveLength(1);
  });

  it('without an end is left after its size', async () => {
    let stopped = false;
    front.meddlers.push((_, response) => {
      response.writeHead(200);
      const more = () => response.write(noise(65_536)) || response.once('drain', more);
      const timer = setInterval(more, 1);
      response.on('close', () => {
        clearInterval(timer);
        stopped = true;
      });
      return true;
    });
    expect((await failureOf(get())).message).toContain('more than the 500000 bytes');
    await expect.poll(() => stopped).toBe(true);
  });

  it('that is always shorter than announced, or stands still, is given up', async () => {
    front.meddlers.push((_, response) => {
      response.writeHead(200, { 'content-length': '500000' });
      response.write(bytes.subarray(0, 10), () => setTimeout(() => response.destroy(), 5));
      return true;
    });
    expect((await failureOf(get())).fault).toBe('network');
    expect(front.seen).toHaveLength(4);
    front.forget();
    front.meddlers.push((_, response) => {
      response.writeHead(200, { 'content-length': '500000' });
      return response.write(bytes.subarray(0, 10)) || true;
    });
    expect((await failureOf(get({ limits: { idleMs: 50, tries: 2 } }))).fault).toBe('timeout');
  });

  it('that trickles is given up', async () => {
    front.meddlers.push((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(timer));
      return true;
    });
    const failure = await failureOf(get({ limits: { slowAfterMs: 100, tries: 1 } }));
    expect(failure.fault).toBe('timeout');
    expect(failure.message).toContain('is too slow (only');
  });

  it('is fetched from another host without a word on who asks', async () => {
    const credentials = async () => tokenCredential('the-password', 'me');
    front.meddlers.push((request, response) =>
      request.headers.authorization === undefined
        ? answer(response, 401, { 'www-authenticate': 'Basic realm="x"' })
        : answer(response, 307, { location: `http://${other.host}/store?signature=s` }),
    );
    other.meddlers.push((_, response) => Boolean(response.end(bytes)));
    expect(await get({ credentials })).toEqual(bytes);
    expect(front.seen.at(-1)?.authorization).toMatch(/^Basic /);
    expect(other.seen.map(({ path, authorization }) => [path, authorization])).toEqual([
      ['/store?signature=s', undefined],
    ]);
  });

  it('is not fetched in a circle, nor from https over http', async () => {
    front.meddlers.push((request, response) => answer(response, 302, { location: `${request.url}x` }));
    expect((await failureOf(get())).message).toContain('redirects without an end');
    const asked: string[] = [];
    const { registries } = testClient({
      fetch: async (url) => {
        asked.push(url);
        return new Response(null, { status: 302, headers: { location: `http://${other.host}/` } });
      },
    });
    const failure = await failureOf(
      read(readBlob(registries, parseReference('registry.example.com/a'), blob)),
    );
    expect(failure.fault).toBe('unsafe');
    expect(asked).toHaveLength(1);
  });

  it('of an artifact that fails leaves nothing on the disk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'weighbridge-oci-'));
    try {
      for (const title of ['model.bin', '../model.bin', '/model.bin', 'a\\b', 'a//b']) {
        const manifest = JSON.stringify({
          ...JSON.parse(image.toString()),
          layers: [
            {
              mediaType: mediaTypes.bytes,
              ...blob,
              annotations: { 'org.opencontainers.image.title': title },
            },
          ],
        });
        front.forget();
        front.meddlers.push((request, response) =>
          request.url?.includes('/manifests/') === true
            ? answer(response, 200, { 'content-type': mediaTypes.manifest }, manifest)
            : Boolean(response.end(noise(500_000, 3))),
        );
        const failure = await failureOf(
          pullArtifact(testClient().registries, at('a/b'), join(folder, 'model')),
        );
        expect(failure.fault).toBe(title === 'model.bin' ? 'digest' : 'answer');
        expect(await readdir(folder)).toEqual([]);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('a message', () => {
  it('never holds what was sent as a secret, also where the server repeats it', async () => {
    const password = 'pass"word/1 ü';
    front.meddlers.push((request, response) =>
      request.headers.authorization === undefined
        ? answer(response, 401, { 'www-authenticate': 'Basic realm="x"' })
        : refusal(
            response,
            403,
            'DENIED',
            `no, ${request.headers.authorization}, ${password}, ${encodeURIComponent(password)}\n`,
          ),
    );
    const { registries } = testClient({ credentials: async () => tokenCredential(password, 'me') });
    const failure = await failureOf(readManifest(registries, at('a/b')));
    expect(failure.message).toContain(
      '(DENIED: no, Basic ***, ***, ***): the credentials are taken, and there is no permission',
    );
  });

  it.each([
    [413, 'X', '', 'too-large'],
    [403, 'DENIED', 'You have exceeded your storage limit', 'quota'],
    [507, 'X', '', 'quota'],
    [405, 'UNSUPPORTED', '', 'unsupported'],
    [400, 'MANIFEST_INVALID', 'manifest invalid', 'invalid'],
    [404, 'NAME_UNKNOWN', 'repository name not known to registry', 'absent'],
  ])('of %i %s %s is of %s', async (status, code, text, fault) => {
    front.meddlers.push((_, response) => refusal(response, status, code, text));
    expect(
      (await failureOf(readManifest(testClient({ credentials: anonymous }).registries, at('a/b')))).fault,
    ).toBe(fault);
  });
});

it('bytes in memory are a source from any of them on', async () => {
  const bytes = noise(600_000);
  expect(await read(bytesSource(digestOf(bytes), bytes).open(599_990))).toEqual(bytes.subarray(599_990));
});
