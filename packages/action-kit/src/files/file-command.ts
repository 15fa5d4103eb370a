import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { EOL } from 'node:os';

/*
 * The files through which a step tells the runner its outputs and state. GitHub's own library for this, @actions/core 3, also
 * holds an HTTP client: 416 kB minified and 80 ms at the start of every step, for these lines. It has one entry
 * only, so that no smaller part of it can be had.
 */

/** Outputs and state by name, as they stand in the runner's files. */
export type FileValues = Readonly<Record<string, unknown>>;

/**
 * Appends values to one of the runner's files, with delimiters that no value can hold. Text is kept as it is, everything
 * else is written as JSON. At once, as a process that is killed has to have said what it did. Throws what the
 * file system throws; answers false where the runner gave no such file.
 */
export function appendValues(
  env: Readonly<Record<string, string | undefined>>,
  variable: 'GITHUB_OUTPUT' | 'GITHUB_STATE',
  values: FileValues,
): boolean {
  const file = env[variable];
  if (!file) return false;
  const blocks = Object.entries(values).map(([name, value]) => block(name, valueText(value)));
  appendFileSync(file, blocks.join(''));
  return true;
}

function block(name: string, value: string): string {
  const delimiter = `ghadelimiter_${randomUUID()}`;
  return [`${name}<<${delimiter}`, value, delimiter, ''].join(EOL);
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
