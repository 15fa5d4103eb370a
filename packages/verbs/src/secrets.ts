import type { ModelPolicy } from '@weighbridge/contract';
import { missingNames, userEnvironment } from '@weighbridge/process';
import type { Call } from './call.ts';

/**
 * Values that no command of a model may show: those of every name that its policy lists under `env`, and all that were
 * handed in as secrets. A command that was not given one by name may still have it from the job's own environment.
 */
export function secretsOf(call: Call, model: ModelPolicy): readonly string[] {
  const names = new Set([...model.suites.flatMap((suite) => suite.env), ...(model.train?.env ?? [])]);
  return [...[...names].flatMap((name) => call.env[name] ?? []), ...Object.values(call.secrets ?? {})];
}

/** The environment of a command that is given the variables of these names, and no other secret. */
export function commandEnvironment(call: Call, names: readonly string[]): Record<string, string> {
  return userEnvironment(withSecrets(call, names), names);
}

/** Those of the names that are not set, neither in the environment nor among the secrets. */
export function missingVariables(call: Call, names: readonly string[]): readonly string[] {
  return missingNames(withSecrets(call, names), names);
}

/** Why a command is not run: variables that `env` of a part of the policy names are not there. */
export function withoutVariables(call: Call, of: string, missing: readonly string[]): string {
  const [are, them] = missing.length === 1 ? ['is', 'it'] : ['are', 'them'];
  const why = call.ci?.circumstances.withoutSecrets;
  return `${missing.join(', ')} ${are} not set, and \`env\` of ${of} names ${them}${why === undefined ? '' : `; ${why}`}`;
}

function withSecrets({ env, secrets = {} }: Call, names: readonly string[]): NodeJS.ProcessEnv {
  const named = names.flatMap((name) => {
    const value = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...env, ...Object.fromEntries(named) };
}
