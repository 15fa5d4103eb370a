import { z } from 'zod';
import { modelNamePattern } from '../evidence.ts';

/** What messages and the reference say of a key beside its shape. */
export interface Wording {
  /** What the key takes: the end of the sentence `expected …`. */
  readonly expected: string;
  /** Said after it where the key is missing. */
  readonly missing?: string;
  /** The default where it is no plain value: `the metric's own name`. */
  readonly defaultWords?: string;
}

/** What the contract foresees at a place and this version refuses; kept out of the shape so that editors do not offer it. */
export interface Planned {
  readonly keys?: readonly string[];
  readonly values?: readonly (string | RegExp)[];
}

export const wordings = z.registry<Wording>();
export const planned = z.registry<Planned>();

export interface KeyAbout extends Wording {
  readonly means: string;
  readonly default?: unknown;
  readonly example?: unknown;
  /** More of its JSON Schema. */
  readonly json?: Readonly<Record<string, unknown>>;
}

/** Names, explains and examples a key; its JSON Schema and the reference page are made from this. */
export function key<S extends z.ZodType>(schema: S, about: KeyAbout): S {
  const { means, default: standard, example, json, ...wording } = about;
  const described = schema.meta({
    description: means,
    ...json,
    ...(standard === undefined ? {} : { default: standard }),
    ...(example === undefined ? {} : { examples: [example] }),
  });
  wordings.add(described, wording);
  return described;
}

/** The same, for text of which one function says what is wrong. */
export function textKey(problem: (text: string) => string | undefined, about: KeyAbout): z.ZodString {
  return key(checkedText(problem), about);
}

export function checkedText(problem: (text: string) => string | undefined): z.ZodString {
  const text = z
    .string()
    .min(1)
    .check((context) => {
      const message = problem(context.value);
      if (context.value !== '' && message !== undefined) {
        context.issues.push({ code: 'custom', message, input: context.value });
      }
    });
  return text.register(wordings, { expected: 'text' });
}

/**
 * For editors: names of models and suites become names of refs, folders and files. The rules check them when a policy
 * is read, so that what stands below a bad name is checked too.
 */
export const machineNames = { propertyNames: { pattern: modelNamePattern.source } };
