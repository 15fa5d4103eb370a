import { ofDvc, ofMakefile, ofPackageJson, usual } from './build-file-commands.ts';
import type { Setup } from './find-setup.ts';
import { namedFiles } from './named-files.ts';
import { depthOf, endingOf, folderOf, shellWord, stemOf } from './path-parts.ts';
import type { Surroundings } from './surroundings.ts';

/** A command that looks as if it evaluated. */
export interface EvalCommand {
  readonly run: string;
  /** Where it was found, for people: `evaluate.py`, `target eval of Makefile`. */
  readonly from: string;
  /** Files of the repository that it runs. */
  readonly files: readonly string[];
  /** Whether `run` itself names none of them, so that they have to be listed as the harness. */
  readonly hidden: boolean;
  /** Whether a person named it. */
  readonly given: boolean;
}

/** The lower, the likelier it is what is looked for. */
export type RankedCommand = EvalCommand & { readonly rank: number };

const scriptName = /^(?:evaluate|eval|evaluation|run[_-]eval(?:uation)?|(?:evaluate|eval)[_-].+)$/;
/** Scripts of other folders come after every other way to name a command. */
const elsewhere = 20;

/** All that could be the evaluation, the likeliest first, each command once. */
export async function findCommands(
  around: Surroundings,
  setups: readonly Setup[],
): Promise<readonly EvalCommand[]> {
  const ranked: RankedCommand[] = [
    ...findScripts(around, setups),
    ...(await ofDvc(around)),
    ...(await ofPackageJson(around)),
    ...(await ofMakefile(around)),
  ];
  const seen = new Set<string>();
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .filter(({ run }) => !seen.has(run) && seen.add(run))
    .map(({ rank: _, ...command }) => command);
}

function findScripts({ paths }: Surroundings, setups: readonly Setup[]): RankedCommand[] {
  return paths.flatMap((path) => {
    const stem = stemOf(path);
    const call = callOf(path, setups);
    if (call === undefined || !scriptName.test(stem) || stem.endsWith('.d')) return [];
    if (/(?:^|[./_-])(?:tests?|spec)(?:[./_-]|$)/i.test(path)) return [];
    const place = usual.indexOf(stem);
    const rank = (place === -1 ? 3 : place) + (depthOf(path) === 0 ? 0 : elsewhere + depthOf(path));
    return [{ run: call, from: path, files: [path], hidden: false, given: false, rank }];
  });
}

/** How a script is run; undefined where its ending does not say. */
export function callOf(path: string, setups: readonly Setup[]): string | undefined {
  const word = shellWord(path);
  switch (endingOf(path)) {
    case 'py':
      return `${setups[0]?.python ?? 'python3'} ${word}`;
    case 'js':
    case 'mjs':
    case 'cjs':
    case 'ts':
    case 'mts':
      return `node ${word}`;
    case 'r':
      return `Rscript ${word}`;
    case 'sh':
      return `bash ${word}`;
    default:
      return undefined;
  }
}

/** A command that was named, as if it had been found. */
export async function namedCommand(run: string, around: Surroundings): Promise<EvalCommand> {
  return { run, from: '--run', files: await namedFiles(run, around.files), hidden: false, given: true };
}

/** The folder that the evaluation lies in, '' for the root. */
export function homeOf({ files }: EvalCommand): string {
  const [first] = files;
  return first === undefined ? '' : folderOf(first);
}
