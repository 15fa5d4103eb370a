import { defaultRegistry } from './parse-reference.ts';

/** Where the default registry answers, which is not where its name leads. */
const defaultHost = 'registry-1.docker.io';

/** Whether the host, with or without a port, is this machine itself. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** Whether the host may be spoken to without encryption: this machine, and those listed as `host` or `host:port`. */
export function mayBePlain(host: string, insecure: readonly string[]): boolean {
  return isLoopback(host) || insecure.includes(host) || insecure.includes(host.replace(/:\d+$/, ''));
}

/** `https://host[:port]` of a registry; `http` only where encryption is not asked for. */
export function endpointOf(registry: string, insecure: readonly string[]): string {
  const host = registry === defaultRegistry ? defaultHost : registry;
  return `${mayBePlain(registry, insecure) ? 'http' : 'https'}://${host}`;
}
