import { type EvalCommand, homeOf } from './find-commands.ts';
import { asName, nameModel } from './model-name.ts';
import { stemOf } from './path-parts.ts';

/** An evaluation beside the one that was taken, and what its model could be called. */
export interface OtherEvaluation {
  readonly from: string;
  readonly run: string;
  readonly name: string;
}

/** Those of the commands that run files of their own, without other ways to run the same; the first is the one that was taken. */
export function otherEvaluations(
  commands: readonly EvalCommand[],
  name: string,
  root: string,
): readonly OtherEvaluation[] {
  const seen = new Set(commands[0]?.files);
  const names = new Set([name]);
  return commands.slice(1).flatMap((command) => {
    const [file] = command.files;
    if (file === undefined || command.files.some((path) => seen.has(path))) return [];
    for (const path of command.files) seen.add(path);
    const what = asName(stemOf(file).replace(/^(?:run[_-])?eval(?:uat(?:e|ion))?[_-]?/, ''));
    const home = homeOf(command);
    const likely = [...(home === '' ? [] : [nameModel(undefined, home, root)]), what];
    const free = likely.find((candidate) => candidate !== '' && !names.has(candidate));
    const chosen = free ?? numbered(name, names);
    names.add(chosen);
    return [{ from: command.from, run: command.run, name: chosen }];
  });
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  let at = 2;
  while (taken.has(`${name.slice(0, 60)}-${at}`)) at += 1;
  return `${name.slice(0, 60)}-${at}`;
}
