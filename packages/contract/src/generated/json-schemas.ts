import { z } from 'zod';
import { evidenceSchema } from '../evidence.ts';
import { manifestSchema } from '../manifest.ts';
import { rowSchema } from '../row.ts';
import { verdictSchema, verdictSetSchema } from '../verdict.ts';
import { fileSchema } from '../weighbridge-yml/file-schema.ts';

interface Published {
  readonly id: string;
  readonly title: string;
  readonly schema: z.ZodType;
  /** Editors read draft 7 everywhere; what programs check is the current draft. */
  readonly target: 'draft-7' | 'draft-2020-12';
}

const published: Readonly<Record<string, Published>> = {
  'weighbridge-yml.schema.json': {
    id: 'weighbridge-yml@1',
    title: 'weighbridge.yml',
    schema: fileSchema,
    target: 'draft-7',
  },
  'row.schema.json': {
    id: 'row@1',
    title: 'One line of results.jsonl',
    schema: rowSchema,
    target: 'draft-2020-12',
  },
  'manifest.schema.json': {
    id: 'manifest@1',
    title: 'manifest.json',
    schema: manifestSchema,
    target: 'draft-2020-12',
  },
  'evidence.schema.json': {
    id: 'evidence@1',
    title: 'evidence.json',
    schema: evidenceSchema,
    target: 'draft-2020-12',
  },
  'verdict.schema.json': {
    id: 'verdict@1',
    title: 'verdict.json of one model',
    schema: verdictSchema,
    target: 'draft-2020-12',
  },
  'verdict-set.schema.json': {
    id: 'verdict-set@1',
    title: 'verdict.json of several models',
    schema: verdictSetSchema,
    target: 'draft-2020-12',
  },
};

/**
 * The published JSON Schemas by file name. That of weighbridge.yml requires nothing inside a model, since `defaults`
 * or another file may hold it; `weighbridge check` says what is missing in the whole.
 */
export function jsonSchemas(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(published).map(([file, { id, title, schema, target }]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, { target, io: 'input' });
      return [file, { $schema, $id: `urn:weighbridge:schema:${id}`, title, ...rest }];
    }),
  );
}
