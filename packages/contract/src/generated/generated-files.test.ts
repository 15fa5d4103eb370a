import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generatedFiles } from './generated-files.ts';
import { jsonSchemas } from './json-schemas.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

test.each(Object.entries(generatedFiles()))(
  '%s is in step with the schemas (npm run generate)',
  (path, text) => {
    expect(readFileSync(`${root}/${path}`, 'utf8')).toBe(text);
  },
);

test('an editor is offered nothing that this version refuses', () => {
  const text = JSON.stringify(jsonSchemas()['weighbridge-yml.schema.json']);
  for (const word of [
    'rescore',
    'rerun',
    '"gpus"',
    'macro_f1',
    'valid_for',
    '"budget"',
    '"accept"',
    '"label"',
  ]) {
    expect(text).not.toContain(word);
  }
  expect(text).toContain('must_pass');
});

test('every schema has a name of its own', () => {
  const ids = Object.values(jsonSchemas()).map((schema) => ('$id' in schema ? schema.$id : undefined));
  expect(ids).toEqual([
    'urn:weighbridge:schema:weighbridge-yml@1',
    'urn:weighbridge:schema:row@1',
    'urn:weighbridge:schema:manifest@1',
    'urn:weighbridge:schema:evidence@1',
    'urn:weighbridge:schema:verdict@1',
    'urn:weighbridge:schema:verdict-set@1',
  ]);
});
