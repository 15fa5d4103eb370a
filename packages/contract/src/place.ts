import { z } from 'zod';
import type { Where } from './failure.ts';

/** A place in weighbridge.yml; line and column start at 1. */
export const placeSchema = z.object({ file: z.string(), line: z.int(), column: z.int() });

/** The place as verdicts hold it; null where it is not known. */
export function placeOf(where: Where | undefined): z.infer<typeof placeSchema> | null {
  return where === undefined ? null : { file: where.file, line: where.line ?? 1, column: where.column ?? 1 };
}
