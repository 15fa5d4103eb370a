import { z } from 'zod';

const errorJson = z.object({
  errors: z
    .array(
      z.object({
        code: z.string().optional(),
        message: z.string().optional(),
        detail: z.unknown().optional(),
      }),
    )
    .min(1),
});

/** What the registry says of a refused request. */
export interface SaidErrors {
  /** `MANIFEST_UNKNOWN`, `DENIED`, … in capitals. */
  readonly codes: readonly string[];
  /** Its own words, not cleaned. */
  readonly text: string;
}

/** Reads the errors of the distribution specification; undefined where the body holds none, as from what is no registry. */
export function readErrorCodes(body: string): SaidErrors | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  const said = errorJson.safeParse(value);
  if (!said.success) return undefined;
  const { errors } = said.data;
  const text = errors
    .map(({ code, message, detail }) =>
      [code, message === code ? undefined : message, typeof detail === 'string' ? detail : undefined]
        .filter((part) => part !== undefined && part !== '')
        .join(': '),
    )
    .join('; ');
  return { codes: errors.flatMap(({ code }) => (code === undefined ? [] : [code.toUpperCase()])), text };
}
