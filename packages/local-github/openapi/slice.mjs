// Cuts the operations that the suite uses, with their schemas, out of GitHub's own OpenAPI description, into
// src/openapi/schemas/github.json. Run by hand when an operation is added or GitHub's description moves on:
//     node packages/local-github/openapi/slice.mjs [VERSION | FILE.tgz]
// The description is 385 MB unpacked, so it is packed into a temporary folder and never becomes a dependency.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What only tells a reader, and is no constraint. */
const documentation = new Set([
  'description',
  'example',
  'examples',
  'title',
  'externalDocs',
  'deprecated',
  'default',
  'readOnly',
]);

const operationIds = [
  'actions/download-artifact',
  'actions/get-artifact',
  'actions/get-workflow-run',
  'actions/list-artifacts-for-repo',
  'actions/list-jobs-for-workflow-run',
  'actions/list-workflow-run-artifacts',
  'checks/list-for-ref',
  'git/get-ref',
  'issues/create-comment',
  'issues/delete-comment',
  'issues/get-comment',
  'issues/list-comments',
  'issues/list-labels-on-issue',
  'issues/update-comment',
  'pulls/create',
  'pulls/get',
  'pulls/list',
  'pulls/list-files',
  'pulls/merge',
  'pulls/update',
  'rate-limit/get',
  'repos/create-commit-status',
  'repos/get',
  'repos/get-branch',
  'repos/get-collaborator-permission-level',
  'repos/get-combined-status-for-ref',
  'repos/list-commit-statuses-for-ref',
  'repos/list-pull-requests-associated-with-commit',
  'users/get-authenticated',
];

const target = resolve(import.meta.dirname, '../src/openapi/schemas/github.json');
const source = process.argv[2] ?? 'latest';
const { version, description } = fetchDescription(source);
const schemas = {};
const operations = {};
for (const [path, methods] of Object.entries(description.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    if (operationIds.includes(operation.operationId)) {
      operations[operation.operationId] = sliceOf(method.toUpperCase(), path, operation);
    }
  }
}
const missing = operationIds.filter((id) => !(id in operations));
if (missing.length > 0) throw new Error(`GitHub's description has no ${missing.join(', ')}`);
writeFileSync(target, written({ source: `@octokit/openapi ${version}`, operations, schemas }));

function fetchDescription(wanted) {
  const folder = mkdtempSync(join(tmpdir(), 'github-openapi-'));
  try {
    if (!wanted.endsWith('.tgz')) {
      execFileSync('npm', ['pack', `@octokit/openapi@${wanted}`, '--silent'], { cwd: folder });
    }
    const archive = wanted.endsWith('.tgz') ? resolve(wanted) : join(folder, readdirSync(folder)[0]);
    const files = ['package/package.json', 'package/generated/api.github.com.json'];
    execFileSync('tar', ['xzf', archive, '-C', folder, ...files]);
    const [manifest, api] = files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
    return { version: manifest.version, description: api };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sliceOf(method, path, operation) {
  const parameters = (operation.parameters ?? []).map(resolved).map((parameter) => ({
    name: parameter.name,
    in: parameter.in,
    required: parameter.required === true,
    schema: schemaOf(parameter.schema),
  }));
  const body = operation.requestBody && {
    required: operation.requestBody.required === true,
    schema: schemaOf(jsonOf(operation.requestBody.content)),
  };
  const responses = {};
  for (const [status, response] of Object.entries(operation.responses)) {
    const schema = jsonOf(resolved(response).content);
    responses[status] = schema === undefined ? null : schemaOf(schema);
  }
  return { method, path, parameters, ...(body && { body }), responses };
}

function resolved(node) {
  if (node.$ref === undefined) return node;
  return node.$ref
    .slice(2)
    .split('/')
    .reduce((at, key) => at[key], description);
}

function jsonOf(content) {
  return Object.entries(content ?? {}).find(([type]) => /[/+]json\b/.test(type))?.[1].schema;
}

/** An OpenAPI 3.0 schema as a JSON Schema: `nullable` spelt as a type, and nothing but what validates. */
function schemaOf(node) {
  if (Array.isArray(node)) return node.map(schemaOf);
  if (typeof node !== 'object' || node === null) return node;
  if (typeof node.$ref === 'string') return { $ref: reference(node.$ref) };
  const { nullable, ...rest } = node;
  const schema = {};
  for (const [key, value] of Object.entries(rest)) {
    if (documentation.has(key) || key.startsWith('x-')) continue;
    if (key === 'properties') {
      schema.properties = Object.fromEntries(
        Object.entries(value).map(([name, property]) => [name, schemaOf(property)]),
      );
    } else schema[key] = schemaOf(value);
  }
  if (nullable !== true) return schema;
  if (typeof schema.type === 'string') {
    return {
      ...schema,
      type: [schema.type, 'null'],
      ...(schema.enum && { enum: [...new Set([...schema.enum, null])] }),
    };
  }
  return { anyOf: [schema, { type: 'null' }] };
}

function reference(ref) {
  const name = ref.split('/').at(-1);
  if (!ref.startsWith('#/components/schemas/')) throw new Error(`unexpected reference ${ref}`);
  if (!(name in schemas)) {
    schemas[name] = null;
    schemas[name] = schemaOf(description.components.schemas[name]);
  }
  return `#/schemas/${name}`;
}

/** One operation and one schema a line, sorted: a new description shows as the lines that changed. */
function written({ source: from, ...parts }) {
  const blocks = Object.entries(parts).map(([part, entries]) => {
    const lines = Object.keys(entries)
      .sort()
      .map((key) => `${JSON.stringify(key)}: ${JSON.stringify(entries[key])}`);
    return `${JSON.stringify(part)}: {\n${lines.join(',\n')}\n}`;
  });
  return `{\n"source": ${JSON.stringify(from)},\n${blocks.join(',\n')}\n}\n`;
}
