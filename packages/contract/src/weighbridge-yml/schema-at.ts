import { z } from 'zod';
import type { NodePath } from './node.ts';
import { unwrapped } from './relaxed.ts';
import { wordings } from './vocabulary.ts';

export interface SchemaAt {
  /** The schema of the place itself; undefined below an unknown key. */
  readonly schema: z.ZodType | undefined;
  /** What the place takes, in words; for an element of a list, those of the list's key. */
  readonly expected: string | undefined;
}

/** The schema that judges a place, and the nearest words for what is expected there. */
export function schemaAt(root: z.ZodType, path: NodePath): SchemaAt {
  let schema: z.ZodType | undefined = unwrapped(root);
  let expected = wordings.get(schema)?.expected;
  for (const step of path) {
    schema = schema === undefined ? undefined : childSchema(schema, step);
    expected = (schema === undefined ? undefined : wordings.get(schema)?.expected) ?? expected;
  }
  return { schema, expected };
}

function childSchema(schema: z.ZodType, step: PropertyKey): z.ZodType | undefined {
  const child = rawChild(schema, step);
  return child === undefined ? undefined : unwrapped(child as z.ZodType);
}

function rawChild(schema: z.ZodType, step: PropertyKey): unknown {
  if (schema instanceof z.ZodObject) {
    return (schema.shape as Readonly<Record<string, unknown>>)[String(step)];
  }
  if (schema instanceof z.ZodRecord) {
    return schema.valueType;
  }
  if (schema instanceof z.ZodArray) {
    return schema.element;
  }
  return schema instanceof z.ZodTuple && typeof step === 'number' ? schema.def.items[step] : undefined;
}
