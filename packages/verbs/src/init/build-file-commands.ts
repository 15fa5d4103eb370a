import { parse } from 'yaml';
import type { RankedCommand } from './find-commands.ts';
import { namedFiles } from './named-files.ts';
import type { Surroundings } from './surroundings.ts';

/** What an evaluation is called; the first is likelier. */
export const usual = ['evaluate', 'eval'];
/** A command is shown before it runs: nothing in it may hide. */
const invisible = /[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** The stage `evaluate` of dvc.yaml; one with variables of DVC's own only DVC can run. */
export async function ofDvc(around: Surroundings): Promise<RankedCommand[]> {
  const stages = field(parsed(await around.text('dvc.yaml')), 'stages');
  const found: RankedCommand[] = [];
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

/** The script of package.json. */
export async function ofPackageJson(around: Surroundings): Promise<RankedCommand[]> {
  const scripts = field(parsed(await around.text('package.json')), 'scripts');
  const found: RankedCommand[] = [];
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

/** The target of a Makefile. */
export async function ofMakefile(around: Surroundings): Promise<RankedCommand[]> {
  const makefile = ['GNUmakefile', 'makefile', 'Makefile'].find(around.has);
  if (makefile === undefined) return [];
  const text = await around.text(makefile);
  const found: RankedCommand[] = [];
  for (const name of usual) {
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
