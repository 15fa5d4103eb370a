import { Failure, type Where } from '@weighbridge/contract';
import { z } from 'zod';
import { defaultRegistry } from '../reference/parse-reference.ts';
import { defaultServer } from './config-json.ts';
import type { Credential } from './credential.ts';

export interface HelperRun {
  readonly exitCode: number;
  readonly stdout: string;
}

/** Starts a program with arguments and bytes for its input. Throws where it cannot be started or does not end. */
export type RunHelper = (program: string, args: readonly string[], input: string) => Promise<HelperRun>;

const helperAnswer = z.object({ Username: z.string(), Secret: z.string() });
const unknown = /credentials not found|no credentials server URL|could not be found in the keychain/i;

/** Asks `docker-credential-<name>` for what it keeps for the registry; what it says otherwise is never shown, as it may be secret. */
export async function askHelper(
  run: RunHelper,
  name: string,
  registry: string,
  where: Where,
): Promise<Credential | undefined> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
    throw new Failure('config', 'the credential helper has no plain name', { where });
  }
  const program = `docker-credential-${name}`;
  const fail = (why: string, cause?: unknown): never => {
    throw new Failure(
      'infrastructure',
      `${program} ${why}, asked for ${registry}; log in again, or remove it here`,
      {
        where,
        cause,
      },
    );
  };
  const server = registry === defaultRegistry ? defaultServer : registry;
  const done = await run(program, ['get'], server).catch((cause: unknown) => fail('could not be run', cause));
  if (done.exitCode !== 0) {
    return unknown.test(done.stdout) ? undefined : fail(`ended with ${done.exitCode}`);
  }
  const answer = helperAnswer.safeParse(jsonOf(done.stdout));
  if (!answer.success) return fail('answered with something else than a user and a secret');
  const { Username: username, Secret: secret } = answer.data;
  if (secret === '') return undefined;
  return username === '<token>'
    ? { kind: 'identity', token: secret }
    : { kind: 'password', username, password: secret };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
