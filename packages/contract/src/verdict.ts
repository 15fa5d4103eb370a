import { z } from 'zod';
import { estimateSchema } from './estimate.ts';

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

const metricOutcomes = ['regressed', 'held', 'improved', 'inconclusive', 'below-floor', 'missing'] as const;

const nullableNumber = z.number().nullable();

/** One metric, overall or within one slice. Every `delta` is candidate − baseline in the metric's own unit. */
const metricVerdictSchema = z.object({
  name: z.string(),
  suite: z.string(),
  slice: z.object({ key: z.string(), value: z.string() }).nullable().describe('null: over all examples.'),
  gate: z.enum(['block', 'warn', 'off']),
  better: z.enum(['higher', 'lower']),
  unit: z.string().nullable(),
  range: z.tuple([z.number(), z.number()]).nullable(),
  floor: nullableNumber,
  baseline: nullableNumber.describe("Mean of the baseline over its whole suite, in the metric's own unit."),
  candidate: nullableNumber.describe('Estimate of the candidate over the same suite: baseline + delta.'),
  delta: nullableNumber,
  interval: z
    .tuple([nullableNumber, nullableNumber])
    .nullable()
    .describe('Of delta; an end is null where nothing bounds it.'),
  level: nullableNumber.describe('Two-sided coverage of the interval.'),
  alpha: z
    .tuple([z.number(), z.number()])
    .nullable()
    .describe('One-sided levels of the lower and upper end of the interval.'),
  observed: z
    .object({
      n: z.int(),
      baseline: nullableNumber,
      candidate: nullableNumber,
      worse: z.int(),
      better: z.int(),
    })
    .nullable()
    .describe('Plain means and counts over the examples that both sides evaluated.'),
  tolerance: nullableNumber.describe("Allowed drop, absolute, in the metric's own unit."),
  margin: nullableNumber.describe("Drop that must not be missed, absolute, in the metric's own unit."),
  marginIsDefault: z.boolean(),
  n: z.int().describe('Examples that the estimate rests on.'),
  total: z.int().describe('Examples of the suite or slice.'),
  detectable: nullableNumber.describe('Smallest drop found 4 times in 5.'),
  look: z.int(),
  method: z.string(),
  outcome: z.enum(metricOutcomes),
  wouldDecide: z
    .object({ examples: z.int().nullable(), margin: nullableNumber })
    .nullable()
    .describe('When inconclusive: how many examples, or which margin, would decide.'),
  candidateInterval: z
    .tuple([z.number(), z.number()])
    .nullable()
    .describe('Of the candidate alone, 90 %, where there is nothing to compare with.'),
  estimate: estimateSchema.nullable().describe('What the decision rests on, to be redone by hand.'),
  notes: z.array(z.string()),
});

export type MetricVerdict = z.infer<typeof metricVerdictSchema>;

/** An aggregate that came without rows: shown, never gating. */
const aggregateSchema = z.object({
  name: z.string(),
  suite: z.string(),
  baseline: nullableNumber,
  candidate: nullableNumber,
  delta: nullableNumber,
});

/** What the report says beside the numbers; comes from the base's policy, git and the store, never from rows. */
const verdictContextSchema = z.object({
  about: z.string().nullable(),
  owner: z.string().nullable(),
  runbook: z.string().nullable(),
  config: z
    .object({ file: z.string(), line: z.int(), column: z.int() })
    .nullable()
    .describe('Where the model stands in weighbridge.yml.'),
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
