import { getProxyUrl } from '@actions/http-client/lib/proxy';
import type { Fetch } from './fetch.ts';

/**
 * Node's own fetch; through a proxy, where HTTP(S)_PROXY names one for this address and NO_PROXY does not except it, by the
 * rules of the runner. What speaks to proxies is as large as all else together, so it is loaded only then.
 */
export function proxiedFetch(address: string): Fetch {
  const proxy = getProxyUrl(new URL(address));
  if (proxy === undefined) return (url, request) => fetch(url, request);
  // An agent is told the user and password apart from the address.
  const { username, password } = proxy;
  const token =
    username === '' ? undefined : `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  let loaded: Promise<Fetch> | undefined;
  const load = async (): Promise<Fetch> => {
    const undici = await import('undici');
    const dispatcher = new undici.ProxyAgent({ uri: proxy.origin, ...(token !== undefined && { token }) });
    return (url, request) => undici.fetch(url, { ...request, dispatcher });
  };
  return async (url, request) => {
    loaded ??= load();
    return (await loaded)(url, request);
  };
}
