import { readJson } from '../read/json-document.ts';
import type { SourceFile } from '../read/source-text.ts';
import { readToml } from '../read/toml-document.ts';
import { readYaml } from '../read/yaml-document.ts';
import { readEnvFile } from './env-file.ts';
import { type FlatValues, flatten } from './flatten.ts';

/** A parameter file larger than this is not compared key by key. */
const maxParamsBytes = 1_048_576;

/**
 * Values of a parameter file by dotted keys; the name says the format (.yaml, .json, .toml, .env). undefined where it has no keys
 * to show: another format, too large, too deep. Throws a `config` failure with file, line and column where it is damaged.
 */
export function readParams(file: SourceFile): FlatValues | undefined {
  if (file.bytes.byteLength > maxParamsBytes) return undefined;
  const name = file.path.slice(file.path.lastIndexOf('/') + 1).toLowerCase();
  if (/\.ya?ml$/.test(name)) return flatten(readYaml(file).value);
  if (name.endsWith('.json')) return flatten(readJson(file).value);
  if (name.endsWith('.toml')) return flatten(readToml(file).value);
  return /^\.env(?:\..+)?$|\.env$/.test(name) ? flatten(Object.fromEntries(readEnvFile(file))) : undefined;
}
