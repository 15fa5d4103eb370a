import { z } from 'zod';
import { amountPattern } from './amount.ts';
import { lineProblem, nameProblem } from './text.ts';
import { checkedText, key, planned, textKey } from './vocabulary.ts';

const amountWords = 'an amount such as 0.01, 0.5pp (percentage points) or 10%';
const amount = () => z.union([z.number().min(0), z.string().regex(amountPattern)]);

export const aggregateSchema = key(z.enum(['mean']), {
  expected: '`mean`',
  means: 'How the values of all examples become one number.',
  default: 'mean',
  example: 'mean',
}).register(planned, {
  values: [
    'sum',
    'geomean',
    'median',
    'quantile',
    /^p\d+(?:\.\d+)?$/,
    /^(?:macro|micro|weighted)_/,
    'f1',
    'auc',
    'bleu',
  ],
});

const rangeSchema = key(
  z.tuple([z.number(), z.number()]).check((context) => {
    const [low, high] = context.value;
    if (low >= high) {
      context.issues.push({
        code: 'custom',
        message: `expected the lower end (${low}) below the upper one (${high})`,
        input: context.value,
      });
    }
  }),
  {
    expected: 'two numbers such as [1, 10]',
    means:
      'The smallest and largest value a row may hold; rows outside it are refused. It also decides the default margin, and how a drop is ruled out.',
    defaultWords: "[0, 1] where the baseline's rows are all 0 or 1",
    example: [1, 10],
  },
);

export const metricSchema = key(
  z.strictObject({
    of: textKey(nameProblem, {
      expected: "the name of a number in the rows' `metrics`",
      means: "Which number of the rows' `metrics` this metric reads.",
      defaultWords: "the metric's own name",
      example: 'correct',
    }).optional(),
    aggregate: aggregateSchema.optional(),
    unit: textKey(lineProblem, {
      expected: 'a unit such as ms or usd',
      means: 'Shown behind the numbers.',
      example: 'ms',
    }).optional(),
    better: key(z.enum(['higher', 'lower']), {
      expected: '`higher` or `lower`',
      missing: 'direction is never guessed',
      means: 'Which direction is an improvement. Required: direction is never guessed.',
      example: 'higher',
    }),
    tolerance: key(amount(), {
      expected: amountWords,
      means:
        'The drop that is allowed: a number in the metric’s own unit, `pp` for percentage points, `%` relative to the baseline.',
      default: 0,
      example: '0.5pp',
    }).optional(),
    margin: key(amount(), {
      expected: amountWords,
      means: 'The drop that must not be missed; more than the tolerance. Larger means fewer examples decide.',
      defaultWords: 'tolerance + max(2pp, 1/√planned) with a range, tolerance + 5% without',
      example: '5pp',
    }).optional(),
    gate: key(z.enum(['block', 'warn', 'off']), {
      expected: '`block`, `warn` or `off`',
      means: 'Whether a regression of this metric holds the merge, warns, or is only shown.',
      defaultWords: 'block for the first metric of a suite, warn for the others',
      example: 'block',
    }).optional(),
    floor: key(z.number(), {
      expected: 'a number',
      means: 'A value the candidate must reach whatever the baseline is (a ceiling where lower is better).',
      example: 0.9,
    }).optional(),
    range: rangeSchema.optional(),
    slices: key(z.array(checkedText(nameProblem)), {
      expected: 'a list of slice keys such as [segment]',
      means: 'Slice keys in each of whose values this metric gates too.',
      default: [],
      example: ['segment'],
    }).optional(),
  }),
  {
    expected: 'a map that says at least `better`',
    means: 'One metric, by its name.',
    example: { of: 'correct', better: 'higher', tolerance: '0.5pp' },
  },
).register(planned, { keys: ['label', 'prediction'] });
