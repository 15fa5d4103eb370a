import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseReference } from '../reference/parse-reference.ts';
import type { RunHelper } from './ask-helper.ts';
import { credentialFiles } from './config-files.ts';
import { storedCredentials } from './stored-credentials.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'weighbridge-home-'));
});
afterEach(() => rm(home, { recursive: true }));

const base64 = (text: string) => Buffer.from(text).toString('base64');
const put = async (path: string, content: unknown) => {
  const file = join(home, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const docker = '.docker/config.json';
const find = (reference: string, env = {}, runHelper?: RunHelper) =>
  storedCredentials({ env: { HOME: home, ...env }, ...(runHelper !== undefined && { runHelper }) })(
    parseReference(reference),
  );
const password = (username: string, secret: string) => ({ kind: 'password', username, password: secret });

describe('credentials', () => {
  it('are none where there is no file', async () => {
    expect(await find('example.com/a')).toBeUndefined();
    expect(await storedCredentials({ env: {} })(parseReference('a'))).toBeUndefined();
  });

  it.each([
    ['example.com/a', 'example.com'],
    ['example.com/a', 'https://example.com'],
    ['example.com/a', 'https://example.com/v2/'],
    ['example.com:5000/a', 'example.com:5000'],
    ['a', 'https://index.docker.io/v1/'],
    ['a', 'docker.io'],
    ['example.com/acme/a', 'example.com/acme'],
  ])('of %s are found under %s', async (reference, key) => {
    await put(docker, { auths: { [key]: { auth: base64('me:a:b') }, 'other.com': { auth: base64('x:y') } } });
    expect(await find(reference)).toEqual(password('me', 'a:b'));
    expect(await find('example.org/a')).toBeUndefined();
  });

  it('of the repository come before those of its registry, and never are those of one that only looks like it', async () => {
    const auths = {
      'example.com': { auth: base64('all:1') },
      'example.com/acme/a': { auth: base64('one:2') },
    };
    await put(docker, { auths });
    expect(await find('example.com/acme/a')).toEqual(password('one', '2'));
    expect(await find('example.com/acme/ab')).toEqual(password('all', '1'));
    expect(await find('example.com.evil.org/acme/a')).toBeUndefined();
  });

  it('may be tokens', async () => {
    await put(docker, {
      auths: {
        'a.com': { auth: base64('x:y'), identitytoken: 'refresh' },
        'b.com': { registrytoken: 'bearer' },
      },
    });
    expect(await find('a.com/a')).toEqual({ kind: 'identity', token: 'refresh' });
    expect(await find('b.com/a')).toEqual({ kind: 'bearer', token: 'bearer' });
  });

  it('are looked for where a variable says, then where each engine keeps them', async () => {
    const env = { HOME: '/h', REGISTRY_AUTH_FILE: '/r', DOCKER_CONFIG: '/d', XDG_RUNTIME_DIR: '/x' };
    expect(credentialFiles(env).map((file) => file.replaceAll('\\', '/'))).toEqual([
      '/r',
      '/d/config.json',
      '/x/containers/auth.json',
      '/h/.config/containers/auth.json',
      '/h/.docker/config.json',
    ]);
    await put(docker, {
      auths: { 'a.com': { auth: base64('docker:1') }, 'b.com': { auth: base64('docker:2') } },
    });
    await put('run/containers/auth.json', { auths: { 'a.com': { auth: base64('podman:1') } } });
    expect(await find('a.com/a', { XDG_RUNTIME_DIR: join(home, 'run') })).toEqual(password('podman', '1'));
    expect(await find('b.com/a', { XDG_RUNTIME_DIR: join(home, 'run') })).toEqual(password('docker', '2'));
  });

  it('that are handed in come first', async () => {
    await put(docker, { auths: { 'a.com': { auth: base64('x:y') } } });
    const given = { 'a.com': { kind: 'bearer', token: 't' } } as const;
    const found = storedCredentials({ env: { HOME: home }, given });
    expect(await found(parseReference('a.com/a'))).toEqual(given['a.com']);
  });

  it('that cannot be read are said with their file, and without their content', async () => {
    for (const [content, why] of [
      ['{"auths": {"a.com": {"auth": "c2VjcmV0', 'this is not JSON'],
      [{ auths: { 'a.com': 'c2VjcmV0' } }, '`auths` has not the shape'],
      [{ auths: { 'a.com': { auth: 'c2VjcmV0' } } }, 'holds no user and password'],
    ] as const) {
      const file = await put(docker, content);
      const error = await find('a.com/a').catch((cause: unknown) => cause);
      const shown = `${error} ${error instanceof Error ? `${error.stack}${error.cause}` : ''}`;
      expect(shown).toContain(`${file}: `);
      expect(shown).toContain(why);
      expect(shown).not.toMatch(/c2VjcmV0|secret/);
    }
  });
});

describe('a helper', () => {
  const answers =
    (answer: unknown, exitCode = 0, calls: unknown[] = []): RunHelper =>
    async (...call) => {
      calls.push(call);
      return { exitCode, stdout: typeof answer === 'string' ? answer : JSON.stringify(answer) };
    };

  it('is asked once for its registry', async () => {
    await put(docker, { credHelpers: { 'a.com': 'ours' }, credsStore: 'all' });
    const calls: unknown[] = [];
    const source = storedCredentials({
      env: { HOME: home },
      runHelper: answers({ ServerURL: 'a.com', Username: 'me', Secret: 's' }, 0, calls),
    });
    const found = [parseReference('a.com/a'), parseReference('a.com/b'), parseReference('x')].map(source);
    expect(await Promise.all(found)).toEqual(Array(3).fill(password('me', 's')));
    expect(calls).toEqual([
      ['docker-credential-ours', ['get'], 'a.com'],
      ['docker-credential-all', ['get'], 'https://index.docker.io/v1/'],
    ]);
  });

  it('may have a token, or nothing', async () => {
    await put(docker, { credsStore: 'all' });
    expect(await find('a.com/a', {}, answers({ Username: '<token>', Secret: 't' }))).toEqual({
      kind: 'identity',
      token: 't',
    });
    expect(
      await find('a.com/a', {}, answers('credentials not found in native keychain\n', 1)),
    ).toBeUndefined();
  });

  it('that fails is named, and nothing that it says is shown', async () => {
    await put(docker, { credHelpers: { 'a.com': 'ours' } });
    const broken: RunHelper = async () => {
      throw new Error('ENOENT');
    };
    await expect(find('a.com/a', {}, broken)).rejects.toThrow(
      'docker-credential-ours could not be run, asked for a.com',
    );
    await expect(find('a.com/a', {}, answers('s3cret', 3))).rejects.toThrow(
      /^[^:]+: docker-credential-ours ended with 3, asked/,
    );
    await expect(find('a.com/a', {}, answers('s3cret'))).rejects.toThrow(
      'something else than a user and a secret',
    );
    await expect(find('a.com/a')).rejects.toThrow('none can be run');
    await put(docker, { credHelpers: { 'a.com': '../evil' } });
    await expect(find('a.com/a', {}, answers({}))).rejects.toThrow('no plain name');
  });
});
