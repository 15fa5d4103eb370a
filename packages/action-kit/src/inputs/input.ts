import type { Call } from '@weighbridge/verbs';
import type { z } from 'zod';

/** What an input says to every verb, beside what the action itself makes of it. */
export type CallPart = Pick<Call, 'token' | 'secrets'>;

/** One input of an action: how it stands in action.yml, and how its text is read. */
export interface Input<Value> {
  /** One or two sentences, for action.yml and the README. */
  readonly description: string;
  /** As it stands in action.yml; an expression is the runner's to evaluate. */
  readonly default: string | undefined;
  readonly required: boolean;
  /** Its text is never shown, and masked in the log. */
  readonly secret: boolean;
  /** Takes the trimmed text, undefined where nothing was given. Its issues are ends of the sentence `input 'x': …`. */
  readonly schema: z.ZodType<Value, string | undefined>;
  /** The values that the log must not show. */
  masks?(value: Value): readonly string[];
  toCall?(value: Value): CallPart;
}

/** The inputs of an action, in the order in which they are documented. */
export type Inputs = Readonly<Record<string, Input<unknown>>>;

/** The values of an action's inputs, by name. */
export type InputValues<Given extends Inputs> = {
  readonly [Name in keyof Given]: Given[Name] extends Input<infer Value> ? Value : never;
};
