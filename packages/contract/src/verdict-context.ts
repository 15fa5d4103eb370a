import { z } from 'zod';
import { placeSchema } from './place.ts';

/** What the report says beside the numbers; comes from the base's policy, git and the store, never from rows. */
export const verdictContextSchema = z.object({
  about: z.string().nullable(),
  owner: z.string().nullable(),
  runbook: z.string().nullable(),
  config: placeSchema.nullable().describe('Where the model stands in weighbridge.yml.'),
  changed: z.object({
    files: z.array(z.string()).describe('Files of the model key that differ; at most 1,000.'),
    fileCount: z.int(),
    params: z.array(
      z.object({
        file: z.string(),
        key: z.string(),
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    ),
    policy: z
      .array(z.string())
      .describe(
        'What the change does to weighbridge.yml, suite and must-pass ids, in words; it does not judge itself.',
      ),
    why: z.array(z.string()).describe('Why the model key differs, in words.'),
  }),
  history: z
    .array(
      z.object({
        metric: z.string(),
        points: z.array(z.object({ commit: z.string(), value: z.number(), at: z.string() })),
      }),
    )
    .describe('Stored runs of main, oldest first.'),
  log: z.array(z.string()).describe('Last lines of a command that failed; untrusted.'),
  examples: z
    .array(
      z.object({
        id: z.string(),
        label: z.string().nullable(),
        baseline: z.string().nullable(),
        candidate: z.string().nullable(),
      }),
    )
    .describe('Texts of newly failing examples, only where `store.rows: full` keeps them.'),
});
export type VerdictContext = z.infer<typeof verdictContextSchema>;
