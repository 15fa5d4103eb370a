import { z } from 'zod';
import { shareSchema } from './share-schema.ts';
import { key, planned } from './vocabulary.ts';

const passOrHold = (means: string, standard: 'pass' | 'hold') =>
  key(z.enum(['pass', 'hold']), { expected: '`pass` or `hold`', means, default: standard, example: 'hold' });

export const gateSchema = key(
  z.strictObject({
    mode: key(z.enum(['enforce', 'observe']), {
      expected: '`enforce` or `observe`',
      means: '`observe` reports what the gate would have done and never holds a merge.',
      default: 'enforce',
      example: 'observe',
    }).optional(),
    false_block_rate: key(
      shareSchema((share) =>
        share > 0 && share <= 0.5 ? undefined : 'expected more than 0 and at most 0.5 (50%)',
      ),
      {
        expected: 'a share such as 5% or 0.05',
        means:
          'How often a change that changes nothing may be held, over all gating metrics and slices together.',
        default: 0.05,
        example: '5%',
      },
    ).optional(),
    when_unsure: passOrHold('When it cannot be told whether a metric got worse.', 'pass').optional(),
    when_no_baseline: passOrHold('When nothing is stored to compare with.', 'pass').optional(),
    when_not_weighed: passOrHold('When the change was not evaluated.', 'pass').optional(),
    when_not_comparable: passOrHold('When the change also changes the harness that judges it.', 'hold')
      .register(planned, { values: ['rescore'] })
      .optional(),
  }),
  {
    expected: 'a map',
    means: 'What holds a merge. At the top for all models; a model may say otherwise for itself.',
  },
).register(planned, { keys: ['accept'] });
