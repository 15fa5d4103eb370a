import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CredentialSource,
  digestOf,
  parseReference,
  resolve,
  tagManifest,
  tokenCredential,
  uploadBlob,
  withDigest,
} from './index.ts';
import { failureOf, testClient } from './testing/client.ts';
import { answer, type Front, refusal, startFront } from './testing/front.ts';
import { bytesSource } from './write/blob-source.ts';

/** A registry that wants tokens, and a server that gives them. */
let registry: Front;
let tokens: Front;
let given: { value: string; scopes: readonly string[] }[];
let realm: string;
let seconds: number;
const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, config: blob('c'), layers: [] }));
const password = 'the-password-42';

function blob(text: string) {
  return { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestOf(text), size: text.length };
}
const bodies: string[] = [];

beforeAll(async () => {
  [registry, tokens] = await Promise.all([startFront(), startFront()]);
});
afterAll(() => Promise.all([registry.close(), tokens.close()]));
beforeEach(() => {
  registry.forget();
  tokens.forget();
  given = [];
  bodies.length = 0;
  seconds = 300;
  realm = `http://${tokens.host}/token`;
  registry.meddlers.push((request, response) => {
    const token = given.find(({ value }) => request.headers.authorization === `Bearer ${value}`);
    const action = request.method === 'GET' || request.method === 'HEAD' ? 'pull' : 'push';
    const name = /^\/v2\/([^/]+\/[^/]+)\//.exec(request.url ?? '')?.[1] ?? '';
    if (
      token?.scopes.some((scope) => scope.startsWith(`repository:${name}:`) && scope.includes(action)) !==
      true
    ) {
      const challenge = `Bearer realm="${realm}",service="a registry",scope="repository:${name}:${action}"`;
      return refusal(response, 401, 'UNAUTHORIZED', 'authentication required', {
        'www-authenticate': challenge,
      });
    }
    if (request.url?.includes('/blobs/uploads/')) {
      return request.method === 'POST'
        ? answer(response, 202, { location: '/v2/acme/digits/blobs/uploads/1?state=a%20b' })
        : answer(response, 201);
    }
    if (request.url?.includes('/blobs/')) return answer(response, 404);
    if (request.method === 'PUT') return answer(response, 201);
    const headers = {
      'docker-content-digest': digestOf(manifest),
      'content-type': 'application/vnd.oci.image.manifest.v1+json',
      'content-length': String(manifest.length),
    };
    return answer(response, 200, headers, request.method === 'HEAD' ? '' : manifest.toString());
  });
  tokens.meddlers.push(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    const url = new URL(request.url ?? '', 'http://x');
    const form = request.method === 'POST' ? new URLSearchParams(body) : url.searchParams;
    const authorization = request.headers.authorization;
    const known = authorization === `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;
    const refresh = form.get('refresh_token') === 'refresh-token-1';
    if (authorization !== undefined && !known)
      return refusal(response, 401, 'UNAUTHORIZED', `no: ${authorization}`);
    const asked = request.method === 'POST' ? (form.get('scope') ?? '').split(' ') : form.getAll('scope');
    const scopes = known || refresh ? asked : asked.map((scope) => scope.replace(',push', ''));
    given.push({ value: `token-${given.length}-secret`, scopes });
    const value = given.at(-1)?.value;
    return answer(
      response,
      200,
      {},
      JSON.stringify({ [refresh ? 'access_token' : 'token']: value, expires_in: seconds }),
    );
  });
});

const me: CredentialSource = async () => tokenCredential(password, 'me');
const at = (rest: string) => parseReference(`${registry.host}/${rest}`);
const there = {
  digest: digestOf(manifest),
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  size: manifest.length,
};

describe('a registry that wants tokens', () => {
  it('is asked with one, which is asked for once', async () => {
    const { registries } = testClient();
    expect(await resolve(registries, at('acme/digits'))).toEqual(there);
    expect(await resolve(registries, at('acme/digits:other'))).toEqual(there);
    expect(tokens.seen.map(({ path, authorization }) => [path, authorization])).toEqual([
      ['/token?service=a+registry&scope=repository%3Aacme%2Fdigits%3Apull', undefined],
    ]);
    expect(registry.seen.map(({ authorization }) => authorization)).toEqual([
      undefined,
      'Bearer token-0-secret',
      'Bearer token-0-secret',
    ]);
  });

  it('is asked for one token by many at once', async () => {
    const { registries } = testClient();
    await resolve(registries, at('acme/digits'));
    given.length = 0;
    const names = Array.from({ length: 5 }, () => resolve(registries, at('acme/other')));
    expect(await Promise.all(names)).toEqual(names.map(() => there));
    expect(given).toHaveLength(1);
  });

  it('never sees the password, which goes to the token server alone', async () => {
    const { registries } = testClient({ credentials: me });
    await tagManifest(registries, withDigest(at('acme/digits'), there.digest), 'new');
    expect(registry.seen.every(({ authorization }) => authorization?.startsWith('Basic') !== true)).toBe(
      true,
    );
    expect(tokens.seen.map(({ path }) => new URL(path, 'http://x').searchParams.getAll('scope'))).toEqual([
      ['repository:acme/digits:pull,push'],
    ]);
  });

  it('is asked with another token for another repository, and for a mount with one for both', async () => {
    const { registries } = testClient({ credentials: me });
    await resolve(registries, at('acme/digits'));
    await resolve(registries, at('acme/other'));
    await uploadBlob(registries, at('acme/digits'), bytesSource(digestOf('x'), Buffer.from('x')), {
      mountFrom: 'acme/base',
    });
    expect(given.map(({ scopes }) => scopes)).toEqual([
      ['repository:acme/digits:pull'],
      ['repository:acme/other:pull'],
      ['repository:acme/digits:pull,push'],
      ['repository:acme/base:pull', 'repository:acme/digits:pull,push'],
    ]);
    // Parameters of an upload stay as the registry wrote them.
    expect(registry.seen.at(-1)?.path).toContain('uploads/1?state=a%20b&digest=sha256%3A');
  });

  it('is asked with a new one when the old one ends, or is refused before', async () => {
    let now = 1_000_000;
    const timers = { now: () => now, sleep: async () => undefined };
    const { registries } = testClient({ credentials: me, timers });
    await resolve(registries, at('acme/digits'));
    now += 290_000;
    await resolve(registries, at('acme/digits'));
    expect(given).toHaveLength(1);
    now += 10_000;
    await resolve(registries, at('acme/digits'));
    expect(given).toHaveLength(2);
    given[1] = { value: 'revoked', scopes: [] };
    expect(await resolve(registries, at('acme/digits'))).toEqual(there);
    expect(given).toHaveLength(3);
  });

  it('takes a refresh token', async () => {
    const credentials: CredentialSource = async () => ({ kind: 'identity', token: 'refresh-token-1' });
    await tagManifest(testClient({ credentials }).registries, at('acme/digits'), 'new');
    expect(Object.fromEntries(new URLSearchParams(bodies[0]))).toEqual({
      grant_type: 'refresh_token',
      client_id: 'weighbridge',
      refresh_token: 'refresh-token-1',
      scope: 'repository:acme/digits:pull,push',
      service: 'a registry',
    });
  });

  it('may be wanted by a token server that is down for a moment', async () => {
    let down = 2;
    tokens.meddlers.unshift((_, response) => down-- > 0 && answer(response, 503, { 'retry-after': '7' }));
    const { registries, waits } = testClient({ credentials: me });
    expect(await resolve(registries, at('acme/digits'))).toEqual(there);
    expect(waits).toEqual([7, 7]);
  });

  it('refuses nobody and a wrong password differently, and no message holds it', async () => {
    const nobody = await failureOf(tagManifest(testClient().registries, at('acme/digits'), 'new'));
    expect(nobody.fault).toBe('denied');
    expect(nobody.message).toContain('Log in to');
    const wrong = testClient({ credentials: async () => tokenCredential('wrong-one-77', 'me') });
    const failure = await failureOf(resolve(wrong.registries, at('acme/digits')));
    expect(failure.fault).toBe('credentials');
    expect(failure.message).not.toContain('wrong-one-77');
    expect(failure.message).not.toContain(Buffer.from('me:wrong-one-77').toString('base64'));
  });

  it.each([
    ['http://example.com/token', 'http://example.com, without encryption'],
    ['http://user:word@127.0.0.1/token', 'with a user in its address'],
    ['ftp://127.0.0.1/token', 'ftp://127.0.0.1'],
    ['http://[', 'an address that is none'],
  ])('sends nothing to %s', async (unsafe, why) => {
    realm = unsafe;
    const asked: string[] = [];
    const { registries } = testClient({
      credentials: me,
      fetch: (url, request) => {
        asked.push(url);
        return fetch(url, request);
      },
    });
    const failure = await failureOf(resolve(registries, at('acme/digits')));
    expect(failure.fault).toBe('unsafe');
    expect(failure.message).toContain(why);
    expect(asked).toHaveLength(1);
  });

  it('over https sends nobody to a server without it, not even on this machine', async () => {
    const asked: string[] = [];
    const { registries } = testClient({
      credentials: me,
      fetch: async (url) => {
        asked.push(url);
        return new Response('', {
          status: 401,
          headers: { 'www-authenticate': `Bearer realm="http://127.0.0.1/t"` },
        });
      },
    });
    const failure = await failureOf(resolve(registries, parseReference('registry.example.com/a')));
    expect(failure.fault).toBe('unsafe');
    expect(asked).toEqual(['https://registry.example.com/v2/a/manifests/latest']);
  });

  it('is told that an answer without a token is none', async () => {
    tokens.meddlers.unshift((_, response) => answer(response, 200, {}, '{"token": ""}'));
    expect((await failureOf(resolve(testClient().registries, at('acme/digits')))).message).toContain(
      'gave no token',
    );
  });
});
