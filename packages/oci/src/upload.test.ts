import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BlobSource, bytesSource, digestOf, parseReference, uploadBlob } from './index.ts';
import { failureOf, noise, testClient } from './testing/client.ts';
import { answer, firstTimes, refusal } from './testing/front.ts';
import { startUploadServer, type UploadServer } from './testing/upload-server.ts';

let server: UploadServer;
beforeAll(async () => {
  server = await startUploadServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

const bytes = noise(1_000_000);
const source = bytesSource(digestOf(bytes), bytes);
const inChunks = { monolithicBytes: 1_000, chunkBytes: 300_000 };
const at = (rest: string) => parseReference(`${server.host}/${rest}`);
const upload = (limits = {}, from: BlobSource = source) => {
  const client = testClient({ limits });
  return { ...client, done: uploadBlob(client.registries, at('a/b'), from) };
};
const made = (method: string) => server.seen.filter((one) => one.method === method).length;
const arrived = () => server.blobs.get(source.digest)?.equals(bytes);

describe('an upload', () => {
  it('of a small blob is two requests after the question', async () => {
    expect(await upload().done).toBe('uploaded');
    expect(server.seen.map(({ method }) => method)).toEqual(['HEAD', 'POST', 'PUT']);
    expect(arrived()).toBe(true);
  });

  it('in one piece begins again after a break', async () => {
    server.breaks.push(400_000, 100_000);
    const { done, waits } = upload();
    expect(await done).toBe('uploaded');
    expect([made('POST'), made('PUT'), waits]).toEqual([3, 3, [1, 2]]);
    expect(arrived()).toBe(true);
  });

  it('in chunks goes on at the byte where it broke off', async () => {
    server.breaks.push(1_000_000, 100_000, 70_000);
    const { done, waits } = upload(inChunks);
    expect(await done).toBe('uploaded');
    expect(made('POST')).toBe(1);
    expect(made('GET')).toBe(2);
    expect(waits).toEqual([1, 1]);
    expect(arrived()).toBe(true);
  });

  it('in chunks begins again where the registry has forgotten it', async () => {
    server.breaks.push(1_000_000, 100_000);
    server.meddlers.unshift(
      firstTimes(1, /^GET/, (_, response) => refusal(response, 404, 'BLOB_UPLOAD_UNKNOWN')),
    );
    expect(await upload(inChunks).done).toBe('uploaded');
    expect([made('POST'), made('PUT')]).toEqual([2, 1]);
    expect(arrived()).toBe(true);
  });

  it('of a large blob that broke off in one piece goes in chunks, which can go on', async () => {
    server.breaks.push(700_000, 100_000, 100_000, 50_000);
    expect(await upload({ chunkBytes: 200_000 }).done).toBe('uploaded');
    expect(made('POST')).toBe(2);
    expect(made('PATCH')).toBeGreaterThan(5);
    expect(arrived()).toBe(true);
  });

  it('goes in one piece where the registry is stuck at its first chunk, or finds chunks too large', async () => {
    server.meddlers.unshift((request, response) => {
      if (request.method !== 'PATCH') return false;
      const first = request.headers['content-range']?.startsWith('0-') === true;
      return answer(response, first ? 202 : 416, { location: request.url ?? '', range: '0-299999' });
    });
    expect(await upload(inChunks).done).toBe('uploaded');
    expect(arrived()).toBe(true);
    server.reset();
    server.meddlers.unshift(
      (request, response) =>
        request.method === 'PATCH' && refusal(response, 416, 'REQUESTED_RANGE_NOT_SATISFIABLE'),
    );
    expect(await upload(inChunks).done).toBe('uploaded');
    expect(arrived()).toBe(true);
  });

  it('in chunks goes back where the registry lost some of it', async () => {
    let lost = false;
    server.meddlers.unshift((request) => {
      if (request.method === 'PATCH' && server.uploads[0]?.length === 600_000 && !lost) {
        lost = true;
        server.uploads[0] = server.uploads[0].subarray(0, 123_456);
      }
      return false;
    });
    expect(await upload(inChunks).done).toBe('uploaded');
    expect(made('POST')).toBe(1);
    expect(arrived()).toBe(true);
  });

  it('whose last answer was lost is done', async () => {
    server.meddlers.unshift(
      firstTimes(1, /^PUT/, async (request) => {
        server.blobs.set(source.digest, bytes);
        request.socket.destroy();
        return true;
      }),
    );
    expect(await upload(inChunks).done).toBe('uploaded');
    expect(made('POST')).toBe(1);
  });

  it('waits as long as the registry asks', async () => {
    server.meddlers.unshift(
      firstTimes(1, /^PATCH/, (_, response) => answer(response, 429, { 'retry-after': '21' })),
    );
    const { done, waits } = upload(inChunks);
    expect(await done).toBe('uploaded');
    expect(waits).toEqual([21]);
  });

  it('goes in chunks where one request is too large, and in one where there are no chunks', async () => {
    server.meddlers.unshift(
      (request, response) =>
        request.method === 'PUT' &&
        Number(request.headers['content-length']) > 500_000 &&
        answer(response, 413, { connection: 'close' }),
    );
    expect(await upload({ chunkBytes: 300_000 }).done).toBe('uploaded');
    expect(made('PATCH')).toBe(4);
    server.reset();
    server.meddlers.unshift((request, response) => request.method === 'PATCH' && answer(response, 405));
    expect(await upload(inChunks).done).toBe('uploaded');
    expect([made('PATCH'), made('PUT')]).toEqual([1, 1]);
  });

  it('makes chunks as large as the registry wants them', async () => {
    server.meddlers.unshift((request, response) => {
      if (request.method === 'POST') response.setHeader('oci-chunk-min-length', '600000');
      return false;
    });
    expect(await upload(inChunks).done).toBe('uploaded');
    expect(server.seen.some(({ method }) => method === 'PATCH')).toBe(true);
    expect(arrived()).toBe(true);
  });

  it('is given up after some tries, and is not sent where it is refused', async () => {
    server.breaks.push(...Array.from({ length: 20 }, () => 1));
    expect((await failureOf(upload().done)).fault).toBe('network');
    expect(made('POST')).toBe(4);
    server.reset();
    server.meddlers.unshift((request) => request.method === 'PATCH' && Boolean(request.socket.destroy()));
    expect((await failureOf(upload({ ...inChunks, tries: 2 }).done)).fault).toBe('network');
    expect([made('POST'), made('PATCH')]).toEqual([2, 4]);
    server.reset();
    server.meddlers.unshift(
      (request, response) => request.method === 'POST' && refusal(response, 403, 'DENIED'),
    );
    expect((await failureOf(upload().done)).fault).toBe('denied');
    expect(made('POST')).toBe(1);
  });

  it('of a source that is not what it was says so, and is not tried again', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 10);
      throw new Error('the disk is gone');
    }
    for (const limits of [{}, inChunks]) {
      for (const [open, why] of [
        [() => bytesSource('', bytes.subarray(1)).open(0), 'shorter than it was'],
        [() => bytesSource('', Buffer.concat([bytes, bytes])).open(0), 'longer than it was'],
        [broken, 'the disk is gone'],
      ] as const) {
        server.reset();
        const failure = await failureOf(upload(limits, { ...source, open }).done);
        expect([failure.fault, failure.message.includes(why)]).toEqual(['source', true]);
        expect(made('POST')).toBe(1);
        expect(server.blobs.size).toBe(0);
      }
    }
  });

  it('is none where the registry sends on to a store that has it', async () => {
    server.meddlers.unshift((_, response) => answer(response, 307, { location: 'http://127.0.0.1:9/store' }));
    expect(await upload().done).toBe('there');
  });

  it('that stands still is ended', async () => {
    server.meddlers.unshift((request) => request.method === 'PUT');
    const failure = await failureOf(upload({ commitMs: 50, tries: 1 }).done);
    expect(failure.fault).toBe('timeout');
  });

  it('is sent to another host without a word on who asks, and never without encryption', async () => {
    const asked: [string, string | undefined][] = [];
    const { registries } = testClient({
      credentials: async () => ({ kind: 'bearer', token: 'a-token' }),
      fetch: async (url, { method, headers }) => {
        asked.push([`${method} ${url}`, headers['authorization']]);
        const location = asked.length > 3 ? 'http://store.example.com/1' : 'https://store.example.com/1';
        return new Response(null, {
          status: method === 'HEAD' ? 404 : method === 'POST' ? 202 : 201,
          headers: { location: asked.length === 2 ? location : 'http://store.example.com/1' },
        });
      },
    });
    const small = bytesSource(digestOf('x'), Buffer.from('x'));
    const to = parseReference('registry.example.com/a/b');
    expect(await uploadBlob(registries, to, small)).toBe('uploaded');
    expect(asked[1]).toEqual(['POST https://registry.example.com/v2/a/b/blobs/uploads/', 'Bearer a-token']);
    expect(asked[2]?.[0]).toContain('PUT https://store.example.com/1?digest=');
    expect(asked[2]?.[1]).toBeUndefined();
    expect((await failureOf(uploadBlob(registries, to, small))).fault).toBe('unsafe');
  });
});
