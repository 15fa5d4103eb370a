import { z } from 'zod';

const hex = z.string().regex(/^[0-9a-f]+$/);

/** https://in-toto.io/attestation/v1: a digest set names an artifact by content, by one algorithm at least. */
const digestSetSchema = z
  .record(z.string().min(1), hex)
  .refine((set) => Object.keys(set).length > 0, 'expected one digest at least');

/** ResourceDescriptor: at least one of name, uri and digest says what is meant. */
const resourceDescriptorSchema = z.object({
  name: z.string().optional(),
  uri: z.string().optional(),
  digest: digestSetSchema.optional(),
  mediaType: z.string().optional(),
});

/** The predicate of ours: the shape of in-toto's test-result, and what the test rests on. */
const predicateSchema = z.object({
  result: z.enum(['PASSED', 'WARNED', 'FAILED']),
  configuration: z.array(resourceDescriptorSchema),
  url: z.string().optional(),
  passedTests: z.array(z.string()),
  warnedTests: z.array(z.string()),
  failedTests: z.array(z.string()),
  model: z.string(),
  commit: z.string(),
  modelKey: z.string(),
  outcome: z.string(),
  headline: z.string(),
  manifest: resourceDescriptorSchema,
  verdict: resourceDescriptorSchema,
});

export const statementType = 'https://in-toto.io/Statement/v1';
export const verdictPredicateType = 'urn:weighbridge:attestation:verdict:v1';

/** An in-toto statement, version 1, about a model: what it is (subject), and how it was weighed (predicate). */
export const statementSchema = z.object({
  _type: z.literal(statementType),
  subject: z.array(resourceDescriptorSchema.extend({ name: z.string(), digest: digestSetSchema })).min(1),
  predicateType: z.literal(verdictPredicateType),
  predicate: predicateSchema,
});
export type Statement = z.infer<typeof statementSchema>;
