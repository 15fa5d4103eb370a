import { z } from 'zod';
import { digestFault } from '../reference/grammar.ts';

/** A digest as it stands in a document: of a kind that can be verified, and safe in a path. */
export const digestText = z.string().refine((digest) => digestFault(digest) === undefined, 'no digest');

const annotations = z.record(z.string(), z.string());

/** `os` and `architecture` in Go's names, as engines write them. */
export const platformJson = z.object({
  os: z.string(),
  architecture: z.string(),
  variant: z.string().optional(),
});

export const descriptorJson = z.object({
  mediaType: z.string(),
  digest: digestText,
  size: z.int().nonnegative(),
  platform: platformJson.optional(),
  annotations: annotations.optional(),
  artifactType: z.string().optional(),
  urls: z.array(z.string()).optional(),
});

export const annotationsJson = annotations;

/** What bytes are, how many, and their digest. */
export type Descriptor = z.infer<typeof descriptorJson>;
export type Platform = z.infer<typeof platformJson>;
