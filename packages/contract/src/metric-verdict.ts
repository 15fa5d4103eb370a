import { z } from 'zod';
import { estimateSchema } from './estimate.ts';
import { placeSchema } from './place.ts';

const metricOutcomes = ['regressed', 'held', 'improved', 'inconclusive', 'below-floor', 'missing'] as const;

const nullableNumber = z.number().nullable();

/** One metric, overall or within one slice. Every `delta` is candidate − baseline in the metric's own unit. */
export const metricVerdictSchema = z.object({
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
  config: placeSchema
    .nullable()
    .default(null)
    .describe('Where the metric stands in weighbridge.yml of the side whose policy decides.'),
  notes: z.array(z.string()),
});

export type MetricVerdict = z.infer<typeof metricVerdictSchema>;
