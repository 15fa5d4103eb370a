import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@weighbridge/contract';

/** The files by which a step speaks to the runner, and what stands in them when it has ended. */
export interface CommandFiles {
  /** GITHUB_ENV and the others, with the paths of empty files. */
  readonly variables: Readonly<Record<string, string>>;
  read(): Promise<StepWords>;
}

/** What a step has written into its files. */
export interface StepWords {
  readonly env: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly summary: string;
}

const names = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const;

/** Makes new files for one step. */
export async function commandFiles(folder: string, id: string): Promise<CommandFiles> {
  await mkdir(folder, { recursive: true });
  const file = (name: string): string => join(folder, `${name.toLowerCase()}_${id}`);
  for (const name of names) await writeFile(file(name), '');
  const text = (name: (typeof names)[number]): Promise<string> =>
    readFile(file(name), 'utf8').catch(() => '');
  return {
    variables: Object.fromEntries(names.map((name) => [name, file(name)])),
    async read() {
      const env = keyValues(await text('GITHUB_ENV'), 'env');
      if ('NODE_OPTIONS' in env) {
        throw new Failure('config', "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
      }
      return {
        env,
        outputs: keyValues(await text('GITHUB_OUTPUT'), 'output'),
        state: keyValues(await text('GITHUB_STATE'), 'state'),
        path: (await text('GITHUB_PATH')).split(/\r?\n/).filter((line) => line !== ''),
        summary: await text('GITHUB_STEP_SUMMARY'),
      };
    },
  };
}

/** `NAME=value` lines and `NAME<<END` blocks. Throws a Failure in the runner's words for anything else. */
export function keyValues(text: string, command: string): Record<string, string> {
  const found: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  const invalid = (reason: string): Failure =>
    new Failure('config', `Unable to process file command '${command}' successfully. ${reason}`);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const [, name = '', sign, rest = ''] = /^(.*?)(=|<<)(.*)$/s.exec(line) ?? [];
    if (sign === undefined || name === '') throw invalid(`Invalid format '${line}'`);
    if (sign === '=') {
      found[name] = rest;
      continue;
    }
    const end = lines.indexOf(rest, index + 1);
    if (rest === '' || end < 0) throw invalid(`Invalid value. Matching delimiter not found '${rest}'`);
    found[name] = lines.slice(index + 1, end).join('\n');
    index = end;
  }
  return found;
}
