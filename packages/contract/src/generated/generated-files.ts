import { jsonSchemas } from './json-schemas.ts';
import { referencePage } from './reference-page.ts';

/** All files that are made from the schemas, by their path in the repository. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const schemas = Object.entries(jsonSchemas()).map(([file, schema]) => [
    `packages/contract/schemas/${file}`,
    `${JSON.stringify(schema, null, 2)}\n`,
  ]);
  return { ...Object.fromEntries(schemas), 'docs/weighbridge-yml.md': referencePage() };
}
