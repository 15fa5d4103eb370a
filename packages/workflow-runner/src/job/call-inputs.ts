import { Failure, type Problem, type Where } from '@weighbridge/contract';
import { evaluateNode, type Json, type Scope, textOf } from '../expression/evaluate.ts';
import { entriesOf, field, keyOf, type Node, textField, textsOf } from '../read/node.ts';

/**
 * Inputs of a called or dispatched workflow by their definitions, in their types, with defaults for those not given. Throws
 * a Failure that names every one that is missing, unknown or of another type.
 */
export function readInputs(
  definitions: Node | undefined,
  given: Readonly<Record<string, Json>>,
  scope: Scope,
  where: Where,
): Record<string, Json> {
  const problems: Problem[] = [];
  const inputs: Record<string, Json> = {};
  const entries = entriesOf(definitions);
  for (const entry of entries) {
    const name = keyOf(entry);
    const type = textField(entry.value, 'type') ?? 'string';
    const fallback = field(entry.value, 'default');
    const required = textField(entry.value, 'required') === 'true';
    const value = given[name];
    if (value === undefined || (value === '' && type !== 'string')) {
      if (required && fallback === undefined)
        problems.push({ message: `Input ${name} is required, but not provided`, where });
      inputs[name] =
        fallback === undefined ? emptyOf(type) : (typed(type, evaluateNode(fallback, scope)) ?? null);
      continue;
    }
    const read = typed(type, value);
    const options = textsOf(field(entry.value, 'options'));
    if (read === undefined)
      problems.push({ message: `input '${name}': expected a ${type}, got "${textOf(value)}"`, where });
    else if (type === 'choice' && !options.includes(textOf(read))) {
      problems.push({
        message: `input '${name}': expected one of ${options.join(', ')}, got "${textOf(read)}"`,
        where,
      });
    } else inputs[name] = read;
  }
  for (const name of Object.keys(given)) {
    if (!entries.some((entry) => keyOf(entry) === name)) {
      problems.push({ message: `Invalid input, ${name} is not defined in the referenced workflow.`, where });
    }
  }
  if (problems.length > 0) throw new Failure('config', problems);
  return inputs;
}

function emptyOf(type: string): Json {
  if (type === 'boolean') return false;
  return type === 'number' ? 0 : '';
}

/** Undefined where a value is not of the type. */
function typed(type: string, value: Json): Json | undefined {
  const text = textOf(value);
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (type === 'number')
    return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
  return text;
}
