import { z } from 'zod';
import type { Problem } from '../failure.ts';
import { nearest } from './nearest.ts';
import { keyWhere, type Node, type NodePath, nodeAt, plainValue, valueWhere } from './node.ts';
import { schemaAt } from './schema-at.ts';
import { planned, wordings } from './vocabulary.ts';

type Issue = z.core.$ZodIssue;

/** Checks a value against a schema; every mistake in words, at the place where it was written. */
export function schemaProblems(schema: z.ZodType, node: Node): readonly Problem[] {
  const result = schema.safeParse(plainValue(node));
  return result.success ? [] : result.error.issues.flatMap((issue) => describe(issue, schema, node));
}

function describe(issue: Issue, schema: z.ZodType, node: Node): readonly Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      message: unknownKey(name, schemaAt(schema, issue.path).schema),
      where: keyWhere(node, [...issue.path, name]),
    }));
  }
  const inner = issue.code === 'invalid_union' ? unionProblems(issue, schema, node) : undefined;
  return inner ?? [describeValue(issue, schema, node)];
}

function describeValue(issue: Issue, root: z.ZodType, node: Node): Problem {
  const { path } = issue;
  const { schema, expected } = schemaAt(root, path);
  const value = nodeAt(node, path);
  const name = placeName(path);
  const words = `expected ${expected ?? 'another value'}`;
  if (value === undefined) {
    const missing = schema === undefined ? undefined : wordings.get(schema)?.missing;
    return {
      message: `${name} is missing: ${words}${missing === undefined ? '' : `; ${missing}`}`,
      where: keyWhere(node, path),
    };
  }
  const where = valueWhere(node, path);
  if (isPlanned(schema, value)) {
    return {
      message: `\`${lastKey(path)}: ${String(plainValue(value))}\` is not supported yet by this version`,
      where,
    };
  }
  if (issue.code === 'custom') {
    const written = value.kind === 'scalar' ? `, found ${found(value)}` : '';
    return { message: `${name}: ${issue.message}${written}`, where };
  }
  return { message: `${name}: ${words}, found ${found(value)}${meant(schema, value)}`, where };
}

function isPlanned(schema: z.ZodType | undefined, value: Node): boolean {
  const values = (schema === undefined ? undefined : planned.get(schema)?.values) ?? [];
  const text = value.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
  return (
    text !== undefined && values.some((one) => (typeof one === 'string' ? one === text : one.test(text)))
  );
}

/** For one word out of several, the one that was probably meant. */
function meant(schema: z.ZodType | undefined, value: Node): string {
  if (!(schema instanceof z.ZodEnum) || value.kind !== 'scalar' || typeof value.value !== 'string') {
    return '';
  }
  const name = nearest(value.value, schema.options.map(String));
  return name === undefined ? '' : `; did you mean \`${name}\`?`;
}

function unknownKey(name: string, schema: z.ZodType | undefined): string {
  if (schema !== undefined && planned.get(schema)?.keys?.includes(name) === true) {
    return `\`${name}\` is not supported yet by this version`;
  }
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const near = nearest(name, known);
  const hint = near === undefined ? `known here: ${known.join(', ')}` : `did you mean \`${near}\`?`;
  return `unknown key ${quoted(name)}; ${hint}`;
}

/** Where a map was written and only one of the alternatives takes a map, its own mistakes say more. */
function unionProblems(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  root: z.ZodType,
  node: Node,
): readonly Problem[] | undefined {
  const { schema } = schemaAt(root, issue.path);
  const here = nodeAt(node, issue.path);
  if (!(schema instanceof z.ZodUnion) || here === undefined) {
    return undefined;
  }
  const options = schema.options as readonly z.ZodType[];
  const option = options.findIndex((one) => takes(one, here));
  const chosen = options[option];
  const issues = issue.errors[option];
  if (chosen === undefined || issues === undefined) {
    return undefined;
  }
  const telling = issues.filter(
    (one) => one.code === 'custom' || one.code === 'unrecognized_keys' || one.path.length > 0,
  );
  if (telling.length === 0) {
    return undefined;
  }
  return telling.flatMap((one) =>
    here.kind === 'map'
      ? describe(one, chosen, here)
      : [describeValue({ ...one, path: [...issue.path, ...one.path] }, root, node)],
  );
}

function takes(schema: z.ZodType, node: Node): boolean {
  if (node.kind === 'map') {
    return schema instanceof z.ZodObject;
  }
  return node.kind === 'scalar' && typeof node.value === 'string' && schema instanceof z.ZodString;
}

/** `timeout`, `paths[2]`: the last key and what follows it. */
function placeName(path: NodePath): string {
  const key = path.findLastIndex((step) => typeof step !== 'number');
  const indices = path.slice(key + 1).map((step) => `[${String(step)}]`);
  return key === -1 && indices.length === 0
    ? 'the file'
    : `\`${[clipped(lastKey(path)), ...indices].join('')}\``;
}

function lastKey(path: NodePath): string {
  return String(path.findLast((step) => typeof step !== 'number') ?? '');
}

const maxShownChars = 60;

function clipped(text: string): string {
  return text.length > maxShownChars ? `${text.slice(0, maxShownChars)}…` : text;
}

export function quoted(text: string): string {
  return JSON.stringify(clipped(text));
}

function found(node: Node): string {
  if (node.kind !== 'scalar') {
    return node.kind === 'list' ? 'a list' : 'a map';
  }
  if (node.value === null) {
    return 'nothing';
  }
  return typeof node.value === 'string' ? quoted(node.value) : String(node.value);
}
