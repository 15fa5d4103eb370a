// Writes the files that are made from the sources: JSON Schemas, the reference of weighbridge.yml, and each action's
// action.yml and the tables of its README.
// Usage: node scripts/generate.mjs [--check]     (after `tsc -b`; --check only says which are stale)
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { definitions } from '../actions/build/definitions.js';
import { actionDocuments } from '../packages/action-kit/build/documents/action-documents.js';
import { generatedFiles } from '../packages/contract/build/generated/generated-files.js';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const stale = Object.entries({ ...generatedFiles(), ...actionFiles() }).filter(
  ([path, text]) => read(path) !== text,
);
for (const [path, text] of values.check ? [] : stale) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
for (const [path] of stale)
  console.log(values.check ? `${path} is stale: run npm run generate and commit it` : path);
process.exitCode = values.check && stale.length > 0 ? 1 : 0;

/** The whole job in one step stands at the root, where GitHub looks for it; its programs lie with the others. */
function actionFiles() {
  const files = definitions.map((definition) => {
    const folder = `actions/${definition.name}`;
    const whole = definition.name === 'weighbridge';
    const actionPath = whole ? 'action.yml' : `${folder}/action.yml`;
    const programs = whole ? { main: `${folder}/main.js`, post: `${folder}/post.js` } : undefined;
    const { actionYml, readme } = actionDocuments(definition, {
      actionYml: read(actionPath),
      readme: read(`${folder}/README.md`),
      ...(programs === undefined ? {} : { programs }),
    });
    return { [actionPath]: actionYml, ...(readme === undefined ? {} : { [`${folder}/README.md`]: readme }) };
  });
  return Object.assign({}, ...files);
}

function read(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}
