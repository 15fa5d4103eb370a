import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  copyImage,
  deleteTag,
  digestOf,
  mediaTypes,
  parseReference,
  pullArtifact,
  pushArtifact,
  pushLayout,
  putManifest,
  readArtifact,
  readImage,
  readManifest,
  resolve,
  tagManifest,
  tokenCredential,
  uploadBlob,
  withDigest,
} from './index.ts';
import { failureOf, noise, testClient } from './testing/client.ts';
import { startFront } from './testing/front.ts';
import { pushTestImage, testImage } from './testing/image.ts';
import { type RealRegistry, startRegistry, user, withoutRegistry } from './testing/real-registry.ts';
import { bytesSource } from './write/blob-source.ts';

/** Takes some bytes of a request, and is gone. */
const cut = (request: IncomingMessage): boolean => {
  request.once('data', () => request.socket.destroy());
  return true;
};

let registry: RealRegistry;
let guarded: RealRegistry;
let folder: string;
const layers = [noise(300_000, 1), noise(70_000, 2)];
const image = testImage(layers);
const amd64 = { os: 'linux', architecture: 'amd64' };
const at = (rest: string, { host } = registry) => parseReference(`${host}/${rest}`);

describe.skipIf(withoutRegistry)('a real registry', () => {
  beforeAll(async () => {
    [registry, guarded] = await Promise.all([startRegistry(), startRegistry({ login: true })]);
    folder = await mkdtemp(join(tmpdir(), 'weighbridge-oci-'));
  });
  afterAll(async () => {
    await Promise.all([registry?.close(), guarded?.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  it('says of what nobody pushed that it is absent', async () => {
    const { registries } = testClient();
    expect(await resolve(registries, at('none/here:latest'))).toBe('absent');
    expect(await resolve(registries, withDigest(at('none/here'), digestOf('x')))).toBe('absent');
    expect((await failureOf(readManifest(registries, at('none/here')))).fault).toBe('absent');
  });

  it('keeps an image, and tells all of it', async () => {
    const { registries } = testClient();
    const pushed = await pushTestImage(registries, at('acme/digits:one'), image);
    expect(pushed).toEqual({
      digest: digestOf(image.manifest),
      mediaType: mediaTypes.manifest,
      size: image.manifest.length,
    });
    expect(await resolve(registries, at('acme/digits:one'))).toEqual(pushed);
    expect(await resolve(registries, at('acme/digits:two'))).toBe('absent');
    const read = await readImage(registries, at('acme/digits:one'), amd64);
    expect(read).toMatchObject({
      digest: pushed.digest,
      manifestDigest: pushed.digest,
      configDigest: digestOf(image.config),
      created: '2026-01-02T03:04:05Z',
      env: ['PATH=/bin'],
      labels: { 'org.example': 'yes' },
      cmd: [],
      workingDir: '/work',
      bytes: 370_000,
    });
    expect(read.layers.map(({ bytes, createdBy }) => [bytes, createdBy])).toEqual([
      [300_000, 'COPY 0'],
      [70_000, 'COPY 1'],
    ]);
  });

  it('gives another tag to the same bytes', async () => {
    const { registries } = testClient();
    const pushed = await pushTestImage(registries, at('acme/tags:one'), image);
    expect(await tagManifest(registries, withDigest(at('acme/tags'), pushed.digest), 'two')).toEqual(pushed);
    expect(await resolve(registries, at('acme/tags:two'))).toEqual(pushed);
  });

  it('is asked once for a blob that it has, and mounts one of another repository', async () => {
    const { registries } = testClient();
    const source = bytesSource(digestOf('mounted'), Buffer.from('mounted'));
    expect(await uploadBlob(registries, at('acme/from'), source)).toBe('uploaded');
    expect(await uploadBlob(registries, at('acme/from'), source)).toBe('there');
    expect(await uploadBlob(registries, at('acme/to'), source, { mountFrom: 'acme/from' })).toBe('mounted');
    expect(await uploadBlob(registries, at('acme/more'), source, { mountFrom: 'acme/none' })).toBe(
      'uploaded',
    );
  });

  it('takes a blob in chunks', async () => {
    const { registries } = testClient({ limits: { monolithicBytes: 10_000, chunkBytes: 65_536 } });
    const told: number[] = [];
    const progress = (done: number) => void told.push(done);
    const blob = noise(300_001, 9);
    const source = bytesSource(digestOf(blob), blob);
    expect(await uploadBlob(registries, at('acme/chunks'), source, { progress })).toBe('uploaded');
    expect(await uploadBlob(registries, at('acme/chunks'), source)).toBe('there');
    expect(told.at(-1)).toBe(300_001);
    expect(told).toEqual([...told].sort((one, other) => one - other));
  });

  it('refuses bytes that are not those of the digest', async () => {
    const { registries } = testClient();
    const source = bytesSource(digestOf('other'), Buffer.from('these'));
    const failure = await failureOf(uploadBlob(registries, at('acme/wrong'), source));
    expect(failure.fault).toBe('invalid');
    expect(failure.message).toContain('DIGEST_INVALID');
  });

  it('keeps an index, which is read by platform', async () => {
    const { registries } = testClient();
    const arm = testImage([noise(100, 5)], 'arm64');
    const entries = [];
    for (const [architecture, one] of [
      ['amd64', image],
      ['arm64', arm],
    ] as const) {
      const { digest, mediaType, size } = await pushTestImage(
        registries,
        at(`acme/multi:${architecture}`),
        one,
      );
      entries.push({ digest, mediaType, size, platform: { os: 'linux', architecture } });
    }
    const bytes = Buffer.from(
      JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: entries }),
    );
    const index = await putManifest(registries, at('acme/multi:all'), { bytes, mediaType: mediaTypes.index });
    const read = await readImage(registries, at('acme/multi:all'), { os: 'linux', architecture: 'arm64' });
    expect([read.digest, read.manifestDigest, read.bytes]).toEqual([
      index.digest,
      digestOf(arm.manifest),
      100,
    ]);
    const none = await failureOf(
      readImage(registries, at('acme/multi:all'), { os: 'windows', architecture: 'amd64' }),
    );
    expect(none.fault).toBe('absent');
    expect(none.message).toContain('is not there for windows/amd64, but for linux/amd64, linux/arm64');

    expect(await copyImage(registries, at('acme/multi:all'), at('copied/multi:all'))).toEqual(index);
    expect((await readImage(registries, at('copied/multi:all'), amd64)).bytes).toBe(370_000);
  });

  it('is copied to from another registry', async () => {
    const { registries } = testClient({
      credentials: async ({ registry: host }) =>
        host === guarded.host ? tokenCredential(user.password, user.username) : undefined,
      limits: { monolithicBytes: 10_000, chunkBytes: 65_536 },
    });
    const pushed = await pushTestImage(registries, at('acme/there:one'), image);
    const told: [number, number][] = [];
    const to = at('acme/here:one', guarded);
    expect(await copyImage(registries, at('acme/there:one'), to, (...now) => told.push(now))).toEqual(pushed);
    expect(told.at(-1)).toEqual([370_000 + image.config.length, 370_000 + image.config.length]);
    expect((await readImage(registries, to, amd64)).bytes).toBe(370_000);
  });

  it('takes a tag away, or says that it stays', async () => {
    const { registries } = testClient();
    await pushTestImage(registries, at('acme/gone:one'), image);
    const outcome = await deleteTag(registries, at('acme/gone'), 'one');
    expect((await resolve(registries, at('acme/gone:one'))) === 'absent').toBe(outcome === 'deleted');
    expect(['deleted', 'kept']).toContain(outcome);
  });

  it('takes a layout from a folder', async () => {
    const { registries } = testClient();
    const layout = join(folder, 'layout');
    const blobs = join(layout, 'blobs', 'sha256');
    await mkdir(blobs, { recursive: true });
    for (const bytes of [image.config, image.manifest, ...layers]) {
      await writeFile(join(blobs, digestOf(bytes).slice(7)), bytes);
    }
    const entry = {
      mediaType: mediaTypes.manifest,
      digest: digestOf(image.manifest),
      size: image.manifest.length,
    };
    await writeFile(join(layout, 'oci-layout'), '{"imageLayoutVersion": "1.0.0"}');
    await writeFile(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [entry] }));
    const pushed = await pushLayout(registries, layout, at('acme/layout:one'));
    expect(pushed.digest).toBe(entry.digest);
    expect((await readImage(registries, at('acme/layout:one'), amd64)).bytes).toBe(370_000);

    await expect(pushLayout(registries, layout, at('acme/layout:x'), { name: 'x' })).rejects.toThrow(
      'the image that is asked for does not lie here',
    );
    await writeFile(join(blobs, entry.digest.slice(7)), image.manifest.toString().replace('2', '3'));
    await expect(pushLayout(registries, layout, at('acme/layout:two'))).rejects.toThrow(
      'not those of its name',
    );
    expect(await resolve(registries, at('acme/layout:two'))).toBe('absent');
  });

  it('keeps weights as an artifact, the same by the same files, and gives them back', async () => {
    const { registries } = testClient();
    const files = [];
    for (const [title, bytes] of [
      ['model/weights.bin', noise(200_000, 3)],
      ['model/empty', Buffer.alloc(0)],
      ['a.json', Buffer.from('{}')],
    ] as const) {
      const file = join(folder, 'weights', title);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
      files.push({ title, file });
    }
    const artifactType = 'application/vnd.example.weights';
    const pushed = await pushArtifact(registries, at('acme/weights:one'), {
      artifactType,
      files,
      annotations: { key: 'k' },
    });
    const again = await pushArtifact(registries, at('acme/weights:two'), {
      artifactType,
      files: files.reverse(),
      annotations: { key: 'k' },
    });
    expect(again).toEqual(pushed);
    const reference = withDigest(at('acme/weights'), pushed.digest);
    const read = await readArtifact(registries, reference);
    expect(read.files.map(({ title, size }) => [title, size])).toEqual([
      ['a.json', 2],
      ['model/empty', 0],
      ['model/weights.bin', 200_000],
    ]);
    expect(read).toMatchObject({ artifactType, size: 200_002, annotations: { key: 'k' } });

    const into = join(folder, 'pulled', 'weights');
    await pullArtifact(registries, reference, into, { artifactType });
    expect(await readFile(join(into, 'model/weights.bin'))).toEqual(noise(200_000, 3));
    expect(await readFile(join(into, 'model/empty'), 'utf8')).toBe('');
    expect((await stat(into)).mode & 0o777).toBe(0o755);
    await expect(pullArtifact(registries, reference, into)).rejects.toThrow('there are files in it already');
    await expect(pullArtifact(registries, reference, `${into}2`, { artifactType: 'text/x' })).rejects.toThrow(
      'text/x is wanted',
    );
    await expect(pullArtifact(registries, reference, `${into}2`, { maxBytes: 9 })).rejects.toThrow(
      'may have 9',
    );

    // One byte changed where the registry keeps it.
    const digest = digestOf(noise(200_000, 3)).slice(7);
    const kept = join(
      registry.folder,
      'data/docker/registry/v2/blobs/sha256',
      digest.slice(0, 2),
      digest,
      'data',
    );
    const bytes = await readFile(kept);
    bytes[77] = (bytes[77] ?? 0) ^ 1;
    await writeFile(kept, bytes);
    const failure = await failureOf(pullArtifact(registries, reference, join(folder, 'pulled', 'bad')));
    expect(failure.fault).toBe('digest');
    expect(await readdir(join(folder, 'pulled'))).toEqual(['weights']);
  });

  it('has no name for what was pushed half, and all of it after the next push', async () => {
    const front = await startFront(registry.host);
    try {
      const { registries } = testClient({ limits: { tries: 2 } });
      const to = parseReference(`${front.host}/acme/half:one`);
      const from = at('acme/whole:one');
      await pushTestImage(registries, from, image);
      front.meddlers.push(
        (request) => /PUT .*uploads/.test(`${request.method} ${request.url}`) && cut(request),
      );
      expect((await failureOf(copyImage(registries, from, to))).fault).toBe('network');
      expect(await resolve(registries, to)).toBe('absent');
      front.forget();
      await copyImage(registries, from, to);
      expect((await readImage(registries, to, amd64)).bytes).toBe(370_000);
      const puts = front.seen.filter(({ method, path }) => method === 'PUT' && path.includes('/manifests/'));
      expect(puts.map(({ path }) => path)).toEqual(['/v2/acme/half/manifests/one']);
      expect(front.seen.findLast(({ method }) => method === 'PUT')).toBe(puts[0]);
    } finally {
      await front.close();
    }
  });

  it('that drops the connection in the middle of chunks gets the blob all the same', async () => {
    const front = await startFront(registry.host);
    try {
      const { registries } = testClient({ limits: { monolithicBytes: 10_000, chunkBytes: 100_000 } });
      const blob = noise(450_000, 21);
      front.meddlers.push((request) => request.method === 'PATCH' && front.seen.length === 5 && cut(request));
      const source = bytesSource(digestOf(blob), blob);
      const to = parseReference(`${front.host}/acme/dropped`);
      expect(await uploadBlob(registries, to, source)).toBe('uploaded');
      expect(await uploadBlob(registries, to, source)).toBe('there');
    } finally {
      await front.close();
    }
  });

  it('with a password lets in who knows it, and says what is wrong with who does not', async () => {
    const target = at('acme/private:one', guarded);
    const known = testClient({ credentials: async () => ({ kind: 'password', ...user }) });
    const pushed = await pushTestImage(known.registries, target, image);
    expect(await resolve(known.registries, target)).toEqual(pushed);
    expect(await resolve(known.registries, at('acme/other:one', guarded))).toBe('absent');

    const wrong = await failureOf(
      resolve(
        testClient({ credentials: async () => tokenCredential('wrong-password-9') }).registries,
        target,
      ),
    );
    expect(wrong.fault).toBe('credentials');
    expect(wrong.message).toContain('are wrong or have expired');
    expect(JSON.stringify([wrong, wrong.message, String(wrong.cause)])).not.toContain('wrong-password-9');
    const nobody = await failureOf(resolve(testClient().registries, target));
    expect([nobody.fault, nobody.code, nobody.exitCode]).toEqual(['denied', 'infrastructure', 4]);
    expect(nobody.message).toContain('no permission without credentials, or the repository is not there');
  });
});
