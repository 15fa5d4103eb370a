import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseReference, resolve } from '../index.ts';
import { failureOf, testClient } from '../testing/client.ts';
import { type Front, refusal, startFront } from '../testing/front.ts';

let registry: Front;
let proxy: Server;
let through: string[];
let port: number;

beforeAll(async () => {
  registry = await startFront();
  registry.meddlers.push((_, response) => refusal(response, 404, 'NAME_UNKNOWN'));
  proxy = createServer();
  proxy.on('connect', (request, socket) => {
    through.push(`${request.url} ${request.headers['proxy-authorization']}`);
    // Every name leads to the registry of this test.
    const onward = connect(Number(registry.host.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const address = proxy.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(async () => {
  await registry.close();
  proxy.closeAllConnections();
  proxy.close();
});
afterEach(() => vi.unstubAllEnvs());

describe('a proxy', () => {
  it('is used where a variable names one, and not where another excepts the registry', async () => {
    through = [];
    vi.stubEnv('http_proxy', `http://me:pass%20word@127.0.0.1:${port}`);
    const { registries } = testClient({ insecure: ['registry.example.com', 'other.example.com'] });
    expect(await resolve(registries, parseReference('registry.example.com:5000/a'))).toBe('absent');
    const basic = `Basic ${Buffer.from('me:pass word').toString('base64')}`;
    expect(new Set(through)).toEqual(new Set([`registry.example.com:5000 ${basic}`]));
    expect(await resolve(registries, parseReference(`${registry.host}/a`))).toBe('absent');
    vi.stubEnv('no_proxy', 'other.example.com');
    const direct = await failureOf(resolve(registries, parseReference('other.example.com:5000/a')));
    expect(direct.fault).toBe('network');
    expect(through.some((one) => one.startsWith('other'))).toBe(false);
  });

  it('that is not there is a fault of the network, without its password', async () => {
    vi.stubEnv('https_proxy', 'http://me:pass-word-1@127.0.0.1:9');
    const failure = await failureOf(
      resolve(testClient().registries, parseReference('registry.example.com/a')),
    );
    expect(failure.fault).toBe('network');
    expect(failure.message).toContain('check the name of the registry, the network and the proxy');
    expect(failure.message).not.toContain('pass-word-1');
  });
});
