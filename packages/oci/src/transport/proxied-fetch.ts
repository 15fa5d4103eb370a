import { getProxyUrl } from '@actions/http-client/lib/proxy';
import type { Fetch } from './fetch.ts';

/**
 * Node's own fetch; through a proxy, where HTTP(S)_PROXY names one for the address and NO_PROXY does not except it, by the
 * rules of GitHub's runner. What speaks to proxies is large, so it is loaded only then.
 */
export function proxiedFetch(): Fetch {
  const byProxy = new Map<string, Promise<Fetch>>();
  return async (url, request) => {
    const proxy = getProxyUrl(new URL(url));
    if (proxy === undefined) return fetch(url, request);
    // An agent is told the user and password apart from the address.
    const { origin, username, password } = proxy;
    const token = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const key = `${origin} ${token}`;
    const through = byProxy.get(key) ?? load(origin, username === '' ? undefined : token);
    byProxy.set(key, through);
    return (await through)(url, request);
  };
}

async function load(uri: string, token: string | undefined): Promise<Fetch> {
  const undici = await import('undici');
  const dispatcher = new undici.ProxyAgent({ uri, ...(token !== undefined && { token }) });
  return (url, request) => undici.fetch(url, { ...request, dispatcher });
}
