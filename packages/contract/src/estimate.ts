import { z } from 'zod';

const nullable = z.number().nullable();

/**
 * Everything that a metric's decision rests on, so that it can be redone by hand. Numbers are of y, the metric turned so that
 * higher is better: y = (x − worst) / (best − worst) where the metric has a range, else y = x or −x. Formulas: docs/statistics.md.
 */
export const estimateSchema = z.object({
  kind: z.enum(['pass-fail', 'score', 'quantity']),
  sign: z.union([z.literal(1), z.literal(-1)]).describe('1 where higher is better, −1 where lower is.'),
  width: z.number().describe('One unit of y in the metric’s own unit; the width of the range, or 1.'),
  runs: z.int().describe('Runs of main that b is the mean of.'),
  total: z.int().describe('N'),
  n: z.int().describe('n'),
  beta: nullable,
  kappa: nullable,
  ratio: z
    .number()
    .describe(
      'g: the baseline’s share in the contrast; 1 for a difference, the ratio of means for a quantity.',
    ),
  candidateMean: nullable.describe('mean of c over S'),
  baselineMean: nullable.describe('mean of b over S'),
  restMean: nullable.describe('mean of b over the rest of the suite'),
  suiteMean: nullable.describe('mean of b over the whole suite'),
  delta: nullable.describe('Δ̂'),
  tolerance: nullable.describe('δ'),
  margin: nullable.describe('m'),
  variance: nullable.describe('v'),
  pairVariance: nullable.describe('v_pair, against main’s newest run'),
  tangoVariance: nullable.describe('v_T'),
  heldVariance: nullable.describe('v_P'),
  df: z.int().describe('Degrees of freedom of t.'),
  down: nullable.describe('dn: Σ(b−c) over the examples that got worse'),
  up: nullable.describe('up: Σ(c−b) over the examples that got better'),
  pairedEnd: nullable
    .optional()
    .describe('Quantities: the lower end by the pairs of S alone; `held` needs it to be −m or more, too.'),
  statistic: z.object({ regressed: nullable, held: nullable }).describe('(Δ̂+δ)/√v and (Δ̂+m)/√v_P'),
  test: z
    .enum(['t', 't-and-mid-p', 't-and-pairs', 'sign-flip', 'no-variance', 'too-few', 'none'])
    .describe('Which test decided `regressed`.'),
  p: z.object({
    regressed: nullable.describe('The value that decided.'),
    t: nullable,
    midP: nullable,
    signFlip: nullable,
    paired: nullable.optional().describe('Quantities: by the pairs of S alone.'),
    held: nullable,
    heldBinomial: nullable.describe('P(Bin(n,m) ≤ dn), where up = 0'),
    belowFloor: nullable,
  }),
  missing: z
    .object({ rows: z.int(), delta: nullable, heldVariance: nullable, held: z.boolean() })
    .nullable()
    .describe('The same with the candidate’s missing rows at their worst value.'),
  floor: z.object({ estimate: z.number(), variance: z.number(), value: z.number() }).nullable(),
  holm: z
    .object({ alpha: z.number(), family: z.int(), rank: z.int(), level: z.number() })
    .nullable()
    .describe(
      'α of this model, hypotheses in its family, place of this one, and the level that it had to reach.',
    ),
});

export type Estimate = z.infer<typeof estimateSchema>;
