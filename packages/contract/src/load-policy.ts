import type { Policy } from './policy.ts';
import type { PolicySource } from './policy-source.ts';

/**
 * Reads weighbridge.yml, with all it includes, into its one normal form; undefined where there is no such file.
 * Throws a `config` failure that names every mistake at once, each with file, line and column.
 */
export async function loadPolicy(source: PolicySource, path: string): Promise<Policy | undefined> {
  // Loaded when first needed: the YAML parser and the schema would slow the start of every other verb.
  const { readPolicy } = await import('./weighbridge-yml/read-policy.ts');
  return readPolicy(source, path);
}
