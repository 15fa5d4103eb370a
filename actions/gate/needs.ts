import { Failure } from '@weighbridge/contract';
import { z } from 'zod';

const needsSchema = z.record(
  z.string(),
  z.object({ result: z.enum(['success', 'failure', 'cancelled', 'skipped']) }),
);

/**
 * The jobs among `needs` that keep the gate closed: all that neither succeeded nor were skipped. A job is skipped where
 * nothing was to be evaluated; that everything has its verdict is asked elsewhere.
 *
 * @param text the `needs` context as `toJSON` writes it
 */
export function failedNeeds(text: string): readonly string[] {
  const parsed = needsSchema.safeParse(parseJson(text));
  if (!parsed.success || Object.keys(parsed.data).length === 0) {
    throw new Failure(
      'usage',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
      "input 'needs' in the step's `with:`: expected the jobs that this one needs, as `${{ toJSON(needs) }}` gives them",
    );
  }
  return Object.entries(parsed.data)
    .filter(([, { result }]) => result !== 'success' && result !== 'skipped')
    .map(([name, { result }]) => `${name} (${result})`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
