import { z } from 'zod';
import { durationPattern, parseDuration } from './duration.ts';

export const durationWords = 'a duration such as 90s, 30m, 2h or 1h30m';
export const durationSchema = z
  .string()
  .regex(durationPattern)
  .check((context) => {
    if (durationPattern.test(context.value) && parseDuration(context.value) === undefined) {
      context.issues.push({
        code: 'custom',
        message: 'expected more than 0s and at most 596h',
        input: context.value,
      });
    }
  });
