import type { Asked } from '../failure/failure-of-error.ts';
import { RegistryFailure } from '../failure/registry-failure.ts';

const redirects = new Set([301, 302, 303, 307, 308]);
export const maxRedirects = 5;

/** Where an answer sends on to; undefined where it does not. Never from https to http. */
export function redirectOf(
  asked: Asked,
  method: string,
  url: string,
  status: number,
  location: string | null,
): string | undefined {
  if (!redirects.has(status)) return undefined;
  const refuse = (fault: 'answer' | 'unsafe', why: string): never => {
    throw new RegistryFailure(fault, `could not ${asked.what}: ${asked.host} ${why}`, { status });
  };
  if (method !== 'GET' && method !== 'HEAD') {
    return refuse(
      'answer',
      `answered ${status}, a redirect of a write, which is not followed. Check the name of the registry`,
    );
  }
  if (location === null || !URL.canParse(location, url)) return refuse('answer', 'redirects to nowhere');
  const to = new URL(location, url);
  if (to.protocol !== 'https:' && to.protocol !== 'http:')
    return refuse('unsafe', 'redirects to what is no web address');
  if (url.startsWith('https:') && to.protocol !== 'https:') {
    return refuse('unsafe', `redirects to ${to.host} without encryption, which is not followed`);
  }
  to.username = '';
  to.password = '';
  return to.href;
}
