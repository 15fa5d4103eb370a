import { parse } from 'yaml';
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
type Ranked = EvalCommand & { readonly rank: number };

const scriptName = /^(?:evaluate|eval|evaluation|run[_-]eval(?:uation)?|(?:evaluate|eval)[_-].+)$/;
const usual = ['evaluate', 'eval'];
/** A command is shown before it runs: nothing in it may hide. */
const invisible = /[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
/** Scripts of other folders come after every other way to name a command. */
const elsewhere = 20;

/** All that could be the evaluation, the likeliest first, each command once. */
export async function findCommands(
  around: Surroundings,
  setups: readonly Setup[],
): Promise<readonly EvalCommand[]> {
  const ranked: Ranked[] = [
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

function findScripts({ paths }: Surroundings, setups: readonly Setup[]): Ranked[] {
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

/** The stage `evaluate` of dvc.yaml; one with variables of DVC's own only DVC can run. */
async function ofDvc(around: Surroundings): Promise<Ranked[]> {
  const stages = field(parsed(await around.text('dvc.yaml')), 'stages');
  const found: Ranked[] = [];
  for (const name of usual) {
    const stage = field(stages, name);
    const cmd = field(stage, 'cmd');
    const lines = Array.isArray(cmd) ? cmd : [cmd];
    if (!lines.every((line) => typeof line === 'string' && line.trim() !== '' && !line.includes('${')))
      continue;
    const run = lines.map((line: string) => line.trim()).join(' && ');
    if (field(stage, 'wdir') !== undefined || invisible.test(run)) continue;
    const files = await namedFiles(run, around.files);
    found.push({ run, from: `stage ${name} of dvc.yaml`, files, hidden: false, given: false, rank: 5 });
  }
  return found;
}

async function ofPackageJson(around: Surroundings): Promise<Ranked[]> {
  const scripts = field(parsed(await around.text('package.json')), 'scripts');
  const found: Ranked[] = [];
  for (const name of usual) {
    const script = field(scripts, name);
    if (typeof script !== 'string' || script.trim() === '') continue;
    const files = await namedFiles(script, around.files);
    // A plain call needs no npm around it, and names what judges.
    const plain = /^node [\w./-]+$/.test(script.trim()) && files.length === 1;
    const run = plain ? script.trim() : `npm run --silent ${name}`;
    found.push({ run, from: `script ${name} of package.json`, files, hidden: !plain, given: false, rank: 6 });
  }
  return found;
}

async function ofMakefile(around: Surroundings): Promise<Ranked[]> {
  const makefile = ['GNUmakefile', 'makefile', 'Makefile'].find(around.has);
  if (makefile === undefined) return [];
  const text = await around.text(makefile);
  const found: Ranked[] = [];
  for (const name of ['eval', 'evaluate']) {
    const rule = new RegExp(`^${name}[ \\t]*:(?!=).*\\n((?:\\t.*\\n?|[ \\t]*\\n)*)`, 'm').exec(`${text}\n`);
    if (rule === null) continue;
    const recipe = (rule[1] ?? '').replace(/^\t[@+-]*/gm, '');
    const files = await namedFiles(recipe, around.files);
    found.push({
      run: `make ${name}`,
      from: `target ${name} of ${makefile}`,
      files: files.length === 0 ? [makefile] : files,
      hidden: true,
      given: false,
      rank: 7,
    });
  }
  return found;
}

function parsed(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100, logLevel: 'silent' });
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
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
