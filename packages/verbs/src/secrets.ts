import type { ModelPolicy } from '@weighbridge/contract';
import type { Call } from './call.ts';

/**
 * Values that no command of a model may show: those of every name that its policy lists under `env`. A command that was
 * not given one by name may still have it from the job's own environment.
 */
export function secretsOf(call: Call, model: ModelPolicy): readonly string[] {
  const names = new Set(model.suites.flatMap((suite) => suite.env));
  return [...names].flatMap((name) => call.env[name] ?? []);
}
