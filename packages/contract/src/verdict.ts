import { z } from 'zod';
import { metricVerdictSchema } from './metric-verdict.ts';
import { verdictContextSchema } from './verdict-context.ts';

export const verdictOutcomes = [
  'pass',
  'regressed',
  'inconclusive',
  'not-comparable',
  'incomplete',
  'no-baseline',
  'untouched',
  'stale-weights',
  'not-run',
  'error',
] as const;

const nullableNumber = z.number().nullable();

/** An aggregate that came without rows: shown, never gating. */
const aggregateSchema = z.object({
  name: z.string(),
  suite: z.string(),
  baseline: nullableNumber,
  candidate: nullableNumber,
  delta: nullableNumber,
});

export const verdictSchema = z.object({
  schema: z.literal('weighbridge/verdict@1'),
  model: z.string(),
  kind: z.enum(['pr', 'queue', 'main', 'schedule', 'local']),
  policy: z.enum(['base', 'head']),
  trust: z.enum(['main', 'pull_request', 'fork', 'local']),
  mode: z.enum(['enforce', 'observe']),
  outcome: z.enum(verdictOutcomes),
  exitCode: z.int().min(0).max(4),
  headline: z.string(),
  baseline: z
    .object({
      commit: z.string().nullable(),
      rung: z.enum(['stored', 'evaluated', 'rescored', 'ancestor', 'given']),
      runs: z.int(),
      ageDays: nullableNumber,
      rows: z.int(),
    })
    .nullable(),
  candidate: z.object({
    commit: z.string().nullable(),
    rows: z.int().describe('Examples evaluated.'),
    planned: z.int().describe('Examples that were to be evaluated.'),
    total: z.int().describe('Examples of the whole suite.'),
    missing: z.int(),
    attempt: z.int(),
  }),
  metrics: z.array(metricVerdictSchema),
  aggregates: z.array(aggregateSchema),
  examples: z.object({
    newlyFailing: z.array(z.string()),
    newlyPassing: z.array(z.string()),
    mustPassFailing: z.array(z.string()),
    added: z.array(z.string()).describe('In the candidate only.'),
    removed: z.array(z.string()).describe('Planned and not delivered, or evaluated with an error.'),
    counts: z.object({
      newlyFailing: z.int(),
      newlyPassing: z.int(),
      mustPassFailing: z.int(),
      added: z.int(),
      removed: z.int(),
    }),
  }),
  notComparable: z.array(z.string()).describe('Names of what differs, in words.'),
  accepted: z.array(
    z.object({
      metric: z.string(),
      limit: z.number(),
      by: z.string(),
      until: z.string().nullable(),
      why: z.string(),
    }),
  ),
  reasons: z.array(z.string()),
  context: verdictContextSchema,
});

export type Verdict = z.infer<typeof verdictSchema>;
export type VerdictOutcome = Verdict['outcome'];

/** Several models weighed in one change. */
export const verdictSetSchema = z.object({
  schema: z.literal('weighbridge/verdict-set@1'),
  outcome: z.enum(verdictOutcomes),
  exitCode: z.int().min(0).max(4),
  verdicts: z.array(verdictSchema),
});

export type VerdictSet = z.infer<typeof verdictSetSchema>;

/** Lists of example ids in a verdict stop here; `counts` are whole. */
export const maxListedIds = 1_000;
