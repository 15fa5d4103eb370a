import { z } from 'zod';

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const digestPattern = /^sha256:[0-9a-f]{64}$/;
const digest = z.string().regex(digestPattern);
export const modelNamePattern = /^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?$/;

/** A file that belongs to a run, by name inside the run and digest of its bytes. */
const fileDigestSchema = z.object({
  path: z
    .string()
    .regex(/^[a-z0-9][A-Za-z0-9._-]*$/)
    .max(200),
  digest,
  bytes: z.int().min(0),
});
export type FileDigest = z.infer<typeof fileDigestSchema>;

/** What one suite of a run evaluated, and the digests that prove it. */
const suiteEvidenceSchema = z.object({
  name: z.string(),
  harnessKey: hex64,
  /** Digest over the keys of all examples of the suite, whatever the order of their lines. */
  examplesKey: hex64,
  total: z.int().min(0).describe('Examples of the whole suite.'),
  planned: z.int().min(0).describe('Examples that were to be evaluated.'),
  rows: z.int().min(0).describe('Rows that came.'),
  full: z.boolean().describe('Whether the whole suite was planned.'),
  orderSeed: z.string().describe('Text that seeded the order of the suite.'),
  digest: digest.describe('Of the uncompressed rows, in the order they are stored.'),
  files: z.array(fileDigestSchema).min(1),
});
export type SuiteEvidence = z.infer<typeof suiteEvidenceSchema>;

/** evidence.json: binds rows and manifest to keys, to a commit and to the run that made them. A key finds; a digest proves. */
export const evidenceSchema = z.object({
  schema: z.literal('weighbridge/evidence@1'),
  model: z.string().regex(modelNamePattern),
  commit: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/),
  dirty: z.boolean(),
  modelKey: hex64,
  kind: z.enum(['pr', 'queue', 'main', 'schedule', 'local']),
  trust: z.enum(['main', 'pull_request', 'fork', 'local']),
  event: z.string().max(100),
  run: z.object({
    id: z.string().regex(/^[0-9]{1,20}$/),
    attempt: z.int().min(1),
    url: z.string().max(2_000).nullable(),
  }),
  createdAt: z.iso.datetime(),
  suites: z.array(suiteEvidenceSchema).min(1),
  manifest: digest.describe('Digest of the bytes of manifest.json.'),
  weighbridge: z.string().max(50),
});
export type Evidence = z.infer<typeof evidenceSchema>;
