import { parseEnv } from 'node:util';
import { z } from 'zod';
import type { InputAbout } from './builders.ts';
import type { Input } from './input.ts';

/**
 * Variables in dotenv's syntax, `NAME=value` on lines of their own: one secret that holds many. Their names are what
 * `env:` of the policy may pass on. Mistakes are said by line number only, as any text in it may be secret.
 */
export function envLines({ description }: InputAbout): Input<Readonly<Record<string, string>>> {
  const schema = z
    .string()
    .default('')
    .transform((text, context) => {
      const lines = text.replaceAll(/\r\n?/g, '\n');
      const problems = problemsOf(lines.split('\n'));
      for (const problem of problems) context.addIssue(problem);
      if (problems.length > 0) return z.NEVER;
      const values = Object.entries(parseEnv(lines)).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      );
      return Object.fromEntries(values);
    });
  return {
    description,
    required: false,
    secret: true,
    default: undefined,
    schema,
    masks: (values) => Object.values(values),
    toCall: (secrets) => ({ secrets }),
  };
}

const assignment = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/;

/** What Node's reader would pass over in silence, or cut short. */
function problemsOf(lines: readonly string[]): readonly string[] {
  const problems: string[] = [];
  const seen = new Map<string, number>();
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const number = at + 1;
    if (/^\s*(?:#|$)/.test(line)) continue;
    const [, name, value = ''] = assignment.exec(line) ?? [];
    if (name === undefined) {
      problems.push(`line ${number} is not of the form NAME=value; a value of several lines needs quotes`);
      continue;
    }
    const before = seen.get(name);
    if (before !== undefined) problems.push(`line ${number} sets a name again that line ${before} has set`);
    seen.set(name, number);
    const quote = /^["'`]/.exec(value)?.[0];
    if (quote === undefined) {
      if (/\S#/.test(value)) problems.push(`line ${number}: a value that holds # needs quotes`);
      continue;
    }
    let rest = value.slice(1);
    while (!rest.includes(quote) && at + 1 < lines.length) {
      at += 1;
      rest = lines[at] ?? '';
    }
    if (!rest.includes(quote)) problems.push(`line ${number} begins a quote that is never closed`);
    else if (!/^\s*(?:#.*)?$/.test(rest.slice(rest.indexOf(quote) + 1)))
      problems.push(`line ${at + 1}: text follows the closing quote`);
  }
  return problems;
}
