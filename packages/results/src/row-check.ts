import { maxFieldChars, type Row } from '@weighbridge/contract';
import { maxNameChars } from './limits.ts';
import { quoted } from './quoted.ts';

const knownKeys = new Set([
  'id',
  'repeat',
  'metrics',
  'slices',
  'cluster',
  'label',
  'prediction',
  'error',
  'example',
]);
const exampleKeyPattern = /^[0-9a-f]{12}$/;

export type CheckedRow =
  | { readonly ok: true; readonly row: Row }
  | { readonly ok: false; readonly mistakes: readonly string[] };

/**
 * Whether a parsed line is a row. Accepts exactly what `rowSchema` of the contract accepts (a test holds the two together), many times
 * faster and with sentences of its own.
 */
export function checkRow(value: unknown): CheckedRow {
  if (!isRecord(value)) return { ok: false, mistakes: ['expected a JSON object with "id" and "metrics"'] };
  const mistakes: string[] = [];
  for (const key of Object.keys(value)) {
    if (!knownKeys.has(key)) mistakes.push(`unknown key ${quoted(key)}`);
  }
  checkId(value['id'], mistakes);
  if (
    value['repeat'] !== undefined &&
    !(Number.isSafeInteger(value['repeat']) && Number(value['repeat']) >= 0)
  ) {
    mistakes.push('"repeat" must be a whole number from 0');
  }
  checkMetrics(value['metrics'], mistakes);
  if (value['slices'] !== undefined) checkSlices(value['slices'], mistakes);
  for (const key of ['cluster', 'label', 'prediction']) {
    if (value[key] !== undefined) checkText(`"${key}"`, value[key], mistakes);
  }
  const error = value['error'];
  if (error !== undefined && error !== null && typeof error !== 'string') {
    mistakes.push('"error" must be text or null');
  }
  const example = value['example'];
  if (example !== undefined && !(typeof example === 'string' && exampleKeyPattern.test(example))) {
    mistakes.push('"example" must be 12 hexadecimal digits');
  }
  return mistakes.length === 0 ? { ok: true, row: value as Row } : { ok: false, mistakes };
}

function checkId(id: unknown, mistakes: string[]): void {
  if (id === undefined) mistakes.push('"id" is missing');
  else if (typeof id === 'number') mistakes.push(`"id" must be text: write "${id}" in quotes`);
  else if (id === '') mistakes.push('"id" is empty');
  else checkText('"id"', id, mistakes);
}

function checkMetrics(metrics: unknown, mistakes: string[]): void {
  if (metrics === undefined) {
    mistakes.push('"metrics" is missing');
    return;
  }
  if (!isRecord(metrics)) {
    mistakes.push('"metrics" must be an object of numbers by name');
    return;
  }
  for (const name of Object.keys(metrics)) {
    const value = metrics[name];
    checkName('metric', name, mistakes);
    if (typeof value !== 'number') {
      mistakes.push(
        `metric ${quoted(name)} must be a number, got ${kindOf(value)}; leave it out where it was not measured`,
      );
    } else if (!Number.isFinite(value)) {
      mistakes.push(`metric ${quoted(name)} is too large for a number`);
    }
  }
}

function checkSlices(slices: unknown, mistakes: string[]): void {
  if (!isRecord(slices)) {
    mistakes.push('"slices" must be an object of texts by name');
    return;
  }
  for (const name of Object.keys(slices)) {
    checkName('slice', name, mistakes);
    checkText(`slice ${quoted(name)}`, slices[name], mistakes);
  }
}

function checkName(what: string, name: string, mistakes: string[]): void {
  if (name === '') mistakes.push(`the name of a ${what} is empty`);
  if (name.length > maxNameChars) {
    mistakes.push(`the name of ${what} ${quoted(name)} is longer than ${maxNameChars} characters`);
  }
}

function checkText(what: string, value: unknown, mistakes: string[]): void {
  if (typeof value !== 'string') mistakes.push(`${what} must be text, got ${kindOf(value)}`);
  else if (value.length > maxFieldChars) mistakes.push(`${what} is longer than ${maxFieldChars} characters`);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  return typeof value === 'object' ? 'an object' : `${typeof value} ${String(value)}`;
}

/** Whether a JSON value is an object, neither list nor null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
