import { isLoopback, mayBePlain } from '../reference/endpoint.ts';

/** The address of a token server, or why no password may be sent there. */
export type Realm = { readonly url: URL } | { readonly unsafe: string };

/**
 * Checks where a registry sends its clients for a token. Another host is usual; a password that would travel in the clear is
 * not: plain http only from a registry that is itself spoken to in the clear, and only to this machine or a listed host.
 */
export function checkRealm(realm: string, registryUrl: string, insecure: readonly string[]): Realm {
  if (!URL.canParse(realm, registryUrl)) return { unsafe: 'an address that is none' };
  const url = new URL(realm, registryUrl);
  const shown = `${url.protocol}//${url.host}`;
  if (url.username !== '' || url.password !== '') return { unsafe: `${shown} with a user in its address` };
  if (url.protocol === 'https:') return { url };
  if (url.protocol !== 'http:') return { unsafe: shown };
  const plainRegistry = registryUrl.startsWith('http:');
  if (plainRegistry && (isLoopback(url.host) || mayBePlain(url.host, insecure))) return { url };
  return { unsafe: `${shown}, without encryption` };
}
