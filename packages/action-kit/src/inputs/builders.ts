import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import type { Input } from './input.ts';

/** What every builder takes. */
export interface InputAbout {
  readonly description: string;
}

/** What builders take that have a default: without one the input is required. */
export interface InputWithDefault<Value> extends InputAbout {
  readonly default?: Value;
}

const plain = { required: false, secret: false, default: undefined } as const;

/** A line of text; required, where it has no default. */
export function text(about: InputWithDefault<string>): Input<string> {
  return { ...asDocumented(about), schema: given(z.string()) };
}

/** A line of text, or undefined. */
export function optionalText({ description }: InputAbout): Input<string | undefined> {
  return { ...plain, description, schema: z.string().optional() };
}

/** One of a few words; required, where it has no default. A mistake is answered with the nearest word. */
export function choice<const Word extends string>(
  words: readonly Word[],
  about: InputWithDefault<NoInfer<Word>>,
): Input<Word> {
  const expected = `expected one of ${words.join(', ')}`;
  const schema = z.string().transform((written, context): Word => {
    const word = words.find((one) => one === written);
    if (word !== undefined) return word;
    const near = nearest(written, words);
    context.addIssue(near === undefined ? expected : `${expected} (did you mean ${near}?)`);
    return z.NEVER;
  });
  return { ...asDocumented(about), schema: given(schema) };
}

/** `true` or `false`, as YAML writes them. */
export function flag(about: InputAbout & { readonly default: boolean }): Input<boolean> {
  const schema = z
    .string()
    .regex(/^(?:true|True|TRUE|false|False|FALSE)$/, 'expected true or false')
    .transform((written) => written.toLowerCase() === 'true');
  return { ...plain, description: about.description, default: String(about.default), schema: given(schema) };
}

/** A whole number within limits, or undefined where nothing was given and there is no default. */
export function wholeNumber(
  about: InputWithDefault<number> & { readonly min: number; readonly max: number },
): Input<number | undefined> {
  const { description, min, max } = about;
  const expected = `expected a whole number from ${min} to ${max}`;
  const schema = z
    .string()
    .regex(/^\d{1,15}$/, expected)
    .transform(Number)
    .refine((number) => number >= min && number <= max, expected)
    .optional();
  return { ...plain, description, default: about.default?.toString(), schema };
}

/** Names, separated by commas or on lines of their own; none where nothing was given. */
export function names({ description }: InputAbout): Input<readonly string[]> {
  const schema = z
    .string()
    .default('')
    .transform((written) => [...new Set(written.split(/[,\n]/).map((name) => name.trim()))].filter(Boolean));
  return { ...plain, description, schema };
}

/** A token for GitHub, by default the job's own; undefined where an empty one was given, as a secret that a fork does not have. */
export function token({ description }: InputAbout): Input<string | undefined> {
  return {
    ...plain,
    description,
    secret: true,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
    default: '${{ github.token }}',
    schema: z.string().optional(),
    masks: (value) => (value === undefined ? [] : [value]),
    toCall: (value) => ({ token: value }),
  };
}

function asDocumented(about: InputWithDefault<string>) {
  return {
    ...plain,
    description: about.description,
    default: about.default,
    required: about.default === undefined,
  };
}

/** Says of what is missing that it is, and leaves the rest to the schema. */
function given<Value>(schema: z.ZodType<Value, string>): z.ZodType<Value, string | undefined> {
  return z.string({ error: 'is required, and nothing was given' }).pipe(schema) as z.ZodType<
    Value,
    string | undefined
  >;
}

/** At most two letters apart, else it would be a guess. */
function nearest<Word extends string>(written: string, words: readonly Word[]): Word | undefined {
  const edits = (word: string): number => distance(written.toLowerCase(), word.toLowerCase());
  const [best] = [...words].sort((a, b) => edits(a) - edits(b));
  return best !== undefined && edits(best) <= 2 ? best : undefined;
}
