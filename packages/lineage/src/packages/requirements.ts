import type { ReadFile } from '../data/dvc.ts';
import { folderOf, joinPath } from '../data/repository-path.ts';
import { refused, type SourceFile, sourceText } from '../read/source-text.ts';
import { type Package, sortPackages } from './package.ts';
import { parseRequirement } from './requirement.ts';
import { logicalLines } from './requirement-lines.ts';

/** Files that one file may include, all levels together. */
const maxFiles = 100;

/**
 * Packages of a pip requirements file and of all that it includes with `-r`; constraints (`-c`) pin what it leaves open.
 * Throws a `config` failure with its place for a line that pip would not take, and for a file that is not there.
 */
export async function readRequirements(file: SourceFile, readFile: ReadFile): Promise<readonly Package[]> {
  const reading = new Reading(readFile);
  await reading.add(file, false);
  const pins = new Map(reading.constraints.map((one) => [one.name, one]));
  return sortPackages(
    reading.packages.map((one) => {
      const pin = pins.get(one.name);
      return one.version !== null || one.source !== undefined || pin === undefined || pin.version === null
        ? one
        : { ...one, version: pin.version };
    }),
  );
}

class Reading {
  readonly packages: Package[] = [];
  readonly constraints: Package[] = [];
  private readonly seen = new Set<string>();
  private readonly readFile: ReadFile;

  constructor(readFile: ReadFile) {
    this.readFile = readFile;
  }

  async add(file: SourceFile, constraint: boolean): Promise<void> {
    const key = `${constraint} ${file.path}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    if (this.seen.size > maxFiles) throw refused('more than 100 files are included', { file: file.path });
    for (const { text, line } of logicalLines(sourceText(file))) {
      const where = { file: file.path, line, column: 1 };
      const [, flag, named] =
        /^(-r|--requirement|-c|--constraint|-e|--editable)(?:\s+|=|(?<=^-[rce]))(.+)$/.exec(text) ?? [];
      if (flag !== undefined && named !== undefined && !/^(-e|--editable)$/.test(flag)) {
        await this.include(file, named.trim(), constraint || /^(-c|--constraint)$/.test(flag), where);
      } else if (flag === undefined && text.startsWith('-')) {
        // Options of the whole file (`--index-url`, `--no-binary`): where packages come from, not which.
      } else if (!/^\.\/?(?:\[[^\]]*\])?$/.test(named ?? text)) {
        // `.` is the project itself.
        const one = parseRequirement(named ?? text, flag !== undefined);
        if (one === undefined) {
          const found = JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
          throw refused(`expected a requirement such as \`name==1.2\`, found ${found}`, where);
        }
        (constraint ? this.constraints : this.packages).push(one);
      }
    }
  }

  private async include(
    from: SourceFile,
    named: string,
    constraint: boolean,
    where: { readonly file: string; readonly line: number; readonly column: number },
  ): Promise<void> {
    const path = joinPath(folderOf(from.path), named.replace(/^(["'])(.*)\1$/, '$2'));
    const bytes = path === undefined ? undefined : await this.readFile(path);
    if (path === undefined || bytes === undefined) throw refused(`${named} is not there`, where);
    await this.add({ path, bytes }, constraint);
  }
}
