import { z } from 'zod';

/** Longest id, slice value, cluster, label or prediction that is accepted, in UTF-16 units. */
export const maxFieldChars = 1_000;
/** Longest line of a results file, in bytes: beyond it a file is damaged or hostile. */
export const maxLineBytes = 1_048_576;

const text = z.string().max(maxFieldChars);

/** One line of results.jsonl: one evaluation of one example. */
export const rowSchema = z.strictObject({
  id: text.min(1).describe('Identifies the example; equal in baseline and candidate.'),
  repeat: z.int().min(0).optional().describe('Which repetition of the example this is; 0 when left out.'),
  metrics: z.record(z.string().min(1).max(200), z.number()).describe('Finite numbers by metric name.'),
  slices: z.record(z.string().min(1).max(200), text).optional().describe('Values of the slice keys.'),
  cluster: text.optional().describe('Examples that share a cluster are not independent.'),
  label: text.optional(),
  prediction: text.optional(),
  error: z
    .string()
    .nullable()
    .optional()
    .describe('Why the example could not be evaluated; such a row counts as missing.'),
  example: z
    .string()
    .regex(/^[0-9a-f]{12}$/)
    .optional()
    .describe('First 12 hex digits of the digest of the example, written by Weighbridge.'),
});

export type Row = z.infer<typeof rowSchema>;
