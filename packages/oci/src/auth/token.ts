import { z } from 'zod';
import type { Credential } from '../credentials/credential.ts';
import type { OutgoingBody } from '../transport/sending.ts';

/** A token of a registry's token server. */
export interface Token {
  readonly value: string;
  /** Milliseconds of the clock from which on it is not used any more. */
  readonly until: number;
}

const answerJson = z.object({
  token: z.string().optional(),
  access_token: z.string().optional(),
  expires_in: z.number().optional(),
});

/** What tokens without a word on it are good for, by the specification. */
const usualSeconds = 60;
/** A token that ends while its request is on the way is no use. */
const marginSeconds = 5;
const plain = /^[\x21-\x7e]+$/;

/** Reads a token server's answer; undefined where it holds no token. */
export function readToken(text: string, now: number): Token | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const read = answerJson.safeParse(value);
  const token = read.data?.token || read.data?.access_token;
  if (!token || !plain.test(token)) return undefined;
  const seconds = Math.max(read.data?.expires_in ?? usualSeconds, usualSeconds) - marginSeconds;
  return { value: token, until: now + seconds * 1_000 };
}

export interface TokenRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: OutgoingBody;
}

/** How to ask for a token: a refresh token in a form, a password in a header, nobody by the address alone. */
export function tokenRequest(
  realm: URL,
  service: string | undefined,
  scopes: readonly string[],
  credential: Credential | undefined,
): TokenRequest {
  if (credential?.kind === 'identity') {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: 'weighbridge',
      refresh_token: credential.token,
      scope: scopes.join(' '),
      ...(service !== undefined && { service }),
    });
    const bytes = Buffer.from(form.toString());
    return {
      method: 'POST',
      url: realm.href,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: {
        bytes: bytes.length,
        open: async function* () {
          yield bytes;
        },
      },
    };
  }
  const url = new URL(realm);
  if (service !== undefined) url.searchParams.set('service', service);
  for (const scope of scopes) url.searchParams.append('scope', scope);
  const headers = credential?.kind === 'password' ? { authorization: basicHeader(credential) } : {};
  return { method: 'GET', url: url.href, headers };
}

/** `Basic …` of a user and password. */
export function basicHeader({
  username,
  password,
}: {
  readonly username: string;
  readonly password: string;
}): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}
