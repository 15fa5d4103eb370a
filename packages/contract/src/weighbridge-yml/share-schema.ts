import { z } from 'zod';
import { parseShare, sharePattern } from './amount.ts';

export const shareWords = 'a share such as 2% or 0.02';
/** A share between 0 and 1, as a percentage or a number. */
export const shareSchema = (problem: (share: number) => string | undefined = () => undefined) =>
  z.union([z.number().min(0).max(1), z.string().regex(sharePattern)]).check((context) => {
    const share = parseShare(context.value);
    const message = share === undefined ? `expected ${shareWords}` : problem(share);
    if (message !== undefined) {
      context.issues.push({ code: 'custom', message, input: context.value });
    }
  });
