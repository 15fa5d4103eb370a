import { Failure } from '@weighbridge/contract';
import { z } from 'zod';
import { defaultRegistry } from '../reference/parse-reference.ts';
import type { Repository } from '../reference/reference.ts';
import type { Credential } from './credential.ts';

const text = z.string().optional();
const auth = z.object({
  auth: text,
  username: text,
  password: text,
  identitytoken: text,
  registrytoken: text,
});
const config = z.object({
  auths: z.record(z.string(), auth.nullable()).optional(),
  credHelpers: z.record(z.string(), z.string()).optional(),
  credsStore: text,
});

export type AuthConfig = z.infer<typeof config>;

/** Under which the first engines kept the credentials of the default registry, and still do. */
export const defaultServer = 'https://index.docker.io/v1/';

/** Reads a config.json or auth.json. What is wrong in it is said without its content, which is secret. */
export function readAuthConfig(json: string, file: string): AuthConfig {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Failure('config', 'this is not JSON; mend it, or log in again', { where: { file } });
  }
  const read = config.safeParse(value);
  if (read.success) return read.data;
  const field = read.error.issues[0]?.path.slice(0, 1).join('') || 'its top';
  throw new Failure('config', `\`${field}\` has not the shape that engines write; log in again`, {
    where: { file },
  });
}

/** What the file itself holds for the repository, by the longest of the names that fit. */
export function credentialIn(
  { auths = {} }: AuthConfig,
  repository: Repository,
  file: string,
): Credential | undefined {
  for (const name of namesOf(repository)) {
    for (const [key, entry] of Object.entries(auths)) {
      if (entry === null || keyName(key) !== name) continue;
      const found = credentialOf(entry, () => {
        throw new Failure(
          'config',
          `\`auths\`: the entry for ${name} holds no user and password; log in again`,
          {
            where: { file },
          },
        );
      });
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The helper that the file names for the registry, apart from the one for all. */
export function helperIn({ credHelpers = {} }: AuthConfig, { registry }: Repository): string | undefined {
  return Object.entries(credHelpers).find(([key]) => keyName(key) === registry)?.[1] || undefined;
}

/** `host/acme/digits`, `host/acme`, `host`. */
function namesOf({ registry, name }: Repository): readonly string[] {
  const parts = [registry, ...name.split('/')];
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

function keyName(key: string): string {
  const bare = key.replace(/^https?:\/\//i, '').replace(/\/(?:v[12]\/?)?$/, '');
  const [host = '', ...rest] = bare.split('/');
  const known = ['index.docker.io', 'registry-1.docker.io'].includes(host.toLowerCase());
  return [known ? defaultRegistry : host.toLowerCase(), ...rest].join('/');
}

function credentialOf(entry: z.infer<typeof auth>, broken: () => never): Credential | undefined {
  if (entry.registrytoken) return { kind: 'bearer', token: entry.registrytoken };
  if (entry.identitytoken) return { kind: 'identity', token: entry.identitytoken };
  if (entry.auth) {
    const pair = Buffer.from(entry.auth, 'base64').toString('utf8').replace(/\0+$/, '');
    const colon = pair.indexOf(':');
    if (colon <= 0) return broken();
    return { kind: 'password', username: pair.slice(0, colon), password: pair.slice(colon + 1) };
  }
  if (entry.username && entry.password) {
    return { kind: 'password', username: entry.username, password: entry.password };
  }
  return undefined;
}
