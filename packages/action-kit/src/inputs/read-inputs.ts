import { Failure, type Problem } from '@weighbridge/contract';
import { visible } from '@weighbridge/report';
import type { CallPart, Input, Inputs, InputValues } from './input.ts';

/** An action's inputs, read. */
export interface ReadInputs<Given extends Inputs> {
  readonly values: InputValues<Given>;
  /** What the log must not show. */
  readonly masks: readonly string[];
  readonly call: CallPart;
}

const maxShownChars = 60;

/**
 * Reads all inputs of an action from the step's environment. Throws one Failure (`usage`) that says everything which is
 * wrong with them. An empty text counts as not given, as that is what an expression without a value leaves; the
 * runner does not enforce `required`.
 */
export function readInputs<Given extends Inputs>(
  inputs: Given,
  env: Readonly<Record<string, string | undefined>>,
): ReadInputs<Given> {
  const problems: Problem[] = [];
  const values: [string, unknown][] = [];
  const masks: string[] = [];
  let call: CallPart = {};
  for (const [name, input] of Object.entries(inputs)) {
    const text = textOf(name, input, env);
    const read = input.schema.safeParse(text);
    if (read.success) {
      values.push([name, read.data]);
      masks.push(...(input.masks?.(read.data) ?? []));
      call = { ...call, ...input.toCall?.(read.data) };
      continue;
    }
    const got = text === undefined || input.secret ? '' : `, got ${shown(text)}`;
    for (const { message } of read.error.issues)
      problems.push({ message: `input '${name}' in the step's \`with:\`: ${message}${got}` });
  }
  if (problems.length > 0) throw new Failure('usage', problems);
  return { values: Object.fromEntries(values) as InputValues<Given>, masks, call };
}

function textOf(
  name: string,
  input: Input<unknown>,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  // The runner replaces blanks, and leaves hyphens as they are.
  const given = env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`]?.trim();
  if (given) return given;
  const isExpression = input.default?.includes('${{') === true;
  return isExpression ? undefined : input.default;
}

function shown(text: string): string {
  return visible(JSON.stringify(text.length > maxShownChars ? `${text.slice(0, maxShownChars)}…` : text));
}
