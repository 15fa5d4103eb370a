import { z } from 'zod';
import { planned, wordings } from './vocabulary.ts';

/**
 * The same schema with nothing required, at any depth: what a part may hold that is laid over another one. A missing
 * key is found in the whole, after merging.
 */
export function relaxed(schema: z.ZodType): z.ZodType {
  const loose = loosened(schema);
  if (loose === schema) {
    return schema;
  }
  const described = loose.meta(z.globalRegistry.get(schema) ?? {});
  const wording = wordings.get(schema);
  const later = planned.get(schema);
  if (wording !== undefined) {
    wordings.add(described, wording);
  }
  if (later !== undefined) {
    planned.add(described, later);
  }
  return described;
}

function loosened(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.ZodType>> = schema.shape;
    return z.strictObject(
      Object.fromEntries(
        Object.entries(shape).map(([name, value]) => [name, relaxed(unwrapped(value)).optional()]),
      ),
    );
  }
  return schema instanceof z.ZodRecord
    ? z.record(z.string(), relaxed(schema.valueType as z.ZodType))
    : schema;
}

/** The schema inside `optional`. */
export function unwrapped(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrapped(schema.unwrap() as z.ZodType) : schema;
}
