import { readFile } from 'node:fs/promises';
import { Failure } from '@weighbridge/contract';
import type { Repository } from '../reference/reference.ts';
import { askHelper, type RunHelper } from './ask-helper.ts';
import { credentialFiles, type Environment } from './config-files.ts';
import { type AuthConfig, credentialIn, helperIn, readAuthConfig } from './config-json.ts';
import type { Credential, CredentialSource } from './credential.ts';

export interface StoredCredentials {
  readonly env: Environment;
  /** Runs `docker-credential-…`; without it, a helper that a file names is a failure. */
  readonly runHelper?: RunHelper;
  /** By registry; before all files. */
  readonly given?: Readonly<Record<string, Credential>>;
}

/** Credentials where docker, podman and buildah keep them. Files are read once, helpers are asked once for each registry. */
export function storedCredentials({ env, runHelper, given = {} }: StoredCredentials): CredentialSource {
  let configs: Promise<readonly [string, AuthConfig][]> | undefined;
  const asked = new Map<string, Promise<Credential | undefined>>();
  return async (repository) => {
    if (Object.hasOwn(given, repository.registry)) return given[repository.registry];
    configs ??= readConfigs(env);
    for (const [file, config] of await configs) {
      const helper = helperIn(config, repository);
      if (helper !== undefined) return ask(helper, file, repository);
      const found = credentialIn(config, repository, file);
      if (found !== undefined) return found;
      const kept = config.credsStore && (await ask(config.credsStore, file, repository));
      if (kept) return kept;
    }
    return undefined;
  };

  async function ask(
    helper: string,
    file: string,
    { registry }: Repository,
  ): Promise<Credential | undefined> {
    const key = `${helper} ${registry}`;
    const known = asked.get(key);
    if (known !== undefined) return known;
    if (runHelper === undefined) {
      throw new Failure('config', 'a credential helper is named here, and none can be run', {
        where: { file },
      });
    }
    const answer = askHelper(runHelper, helper, registry, { file });
    asked.set(key, answer);
    return answer;
  }
}

async function readConfigs(env: Environment): Promise<readonly [string, AuthConfig][]> {
  const configs: [string, AuthConfig][] = [];
  for (const file of credentialFiles(env)) {
    const json = await readFile(file, 'utf8').catch((cause: unknown) => {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw new Failure('config', `the file with the registries' credentials cannot be read (${code})`, {
        where: { file },
        cause,
      });
    });
    if (json !== undefined && json.trim() !== '') configs.push([file, readAuthConfig(json, file)]);
  }
  return configs;
}
