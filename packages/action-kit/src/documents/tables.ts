import { Failure } from '@weighbridge/contract';
import type { ActionDefinition } from '../definition.ts';
import type { Inputs } from '../inputs/input.ts';

type Documented = Pick<ActionDefinition<Inputs, string>, 'inputs' | 'outputs'>;

/** Inputs as a table of a README. */
export function inputsTable({ inputs }: Documented): string {
  const rows = Object.entries(inputs).map(([name, input]) => [
    `\`${name}\``,
    cell(input.description),
    input.required ? 'required' : input.default === undefined ? '' : `\`${cell(input.default)}\``,
  ]);
  return rows.length === 0 ? 'None.\n' : table(['input', 'what it is', 'default'], rows);
}

/** Outputs as a table of a README. */
export function outputsTable({ outputs }: Documented): string {
  const rows = Object.entries(outputs).map(([name, about]) => [`\`${name}\``, cell(about)]);
  return rows.length === 0 ? 'None.\n' : table(['output', 'what it says'], rows);
}

/** The README with its tables made anew, each between `<!-- generated: inputs -->` and `<!-- /generated -->` (or `outputs`). */
export function readmeWithTables(readme: string, definition: Documented): string {
  const withInputs = between(readme, 'inputs', inputsTable(definition));
  return between(withInputs, 'outputs', outputsTable(definition));
}

function between(readme: string, name: string, text: string): string {
  const begin = `<!-- generated: ${name} -->`;
  const end = '<!-- /generated -->';
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end, from);
  if (from === -1 || to === -1)
    throw new Failure('config', `the README needs the lines \`${begin}\` and \`${end}\``);
  return `${readme.slice(0, from + begin.length)}\n\n${text}\n${readme.slice(to)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

function cell(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
}
