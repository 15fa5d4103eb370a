import { Failure, type Where } from '@weighbridge/contract';
import { DockerfileParser, From, type Instruction, ModifiableInstruction, Onbuild } from 'dockerfile-ast';
import { GlobalArguments, platformArguments, readArgs } from './build-arguments.ts';
import type { Base, Dockerfile, FileCopy, RunLine, Stage, Step } from './dockerfile.ts';
import { substitute } from './substitute.ts';

export interface DockerfileOptions {
  /** Its path in the repository, for messages. */
  readonly file: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** What is built for; `linux/amd64` unless told. */
  readonly platform?: string;
}

/**
 * Reads a Dockerfile: its stages, what each is built from with build arguments put in, which stages and images it
 * takes files from, what it copies and runs. Throws a `config` failure with the line for what no engine would build.
 */
export function parseDockerfile(text: string, options: DockerfileOptions): Dockerfile {
  const parsed = DockerfileParser.parse(text);
  const reader = new StageReader(text, options, parsed.getEscapeCharacter());
  for (const instruction of parsed.getInstructions()) reader.read(instruction);
  const { stages, steps, args } = reader;
  if (stages.length === 0)
    throw new Failure('config', 'there is no FROM in it', { where: { file: options.file } });
  const syntax = parsed.getDirectives().find((one) => one.getName().toLowerCase() === 'syntax');
  return { file: options.file, syntax: syntax?.getValue() || undefined, stages, steps, args };
}

const heredoc = /^<<-?["']?\w/;

type Growing = {
  -readonly [Key in keyof Stage]: Stage[Key] extends readonly (infer Item)[] ? Item[] : Stage[Key];
};

class StageReader {
  readonly stages: Growing[] = [];
  readonly steps: Step[] = [];
  readonly args: string[] = [];
  readonly #lines: readonly string[];
  readonly #file: string;
  readonly #escape: string;
  readonly #global: GlobalArguments;

  constructor(
    text: string,
    { file, buildArgs = {}, platform = 'linux/amd64' }: DockerfileOptions,
    escapeChar: string,
  ) {
    this.#lines = text.split(/\r\n|\r|\n/);
    this.#file = file;
    this.#escape = escapeChar;
    this.#global = new GlobalArguments(buildArgs, platformArguments(platform), escapeChar);
  }

  read(instruction: Instruction): void {
    const keyword = instruction.getKeyword();
    const where = this.#whereOf(instruction);
    const content = instruction.getArgumentsContent() ?? '';
    this.steps.push({ keyword, text: stepText(instruction, keyword), line: where.line ?? 1 });
    if (instruction instanceof From) {
      this.#from(instruction, where);
      return;
    }
    if (keyword === 'ARG') this.args.push(...readArgs(content).map(({ name }) => name));
    const stage = this.stages.at(-1);
    if (stage !== undefined) this.#inStage(stage, instruction, where);
    else if (keyword === 'ARG') this.#global.declare(content);
    else throw new Failure('config', `${keyword} stands before the first FROM`, { where });
  }

  #from(from: From, where: Where): void {
    const index = this.stages.length;
    const name = from.getBuildStage()?.toLowerCase();
    const image = from.getImage();
    if (image === null) throw new Failure('config', 'FROM names no image', { where });
    const platform = from.getPlatformFlag()?.getValue() ?? undefined;
    const base = this.#image(image, platform, where);
    this.stages.push({ index, name, base, uses: [], copies: [], runs: [], where });
  }

  #image(image: string, platform: string | undefined, where: Where): Base {
    const ref = this.#resolve(image, where, `FROM ${image}`);
    if (typeof ref !== 'string') return ref;
    if (ref === 'scratch') return { kind: 'scratch' };
    const stage = this.stages.findLast(({ name }) => name === ref.toLowerCase());
    if (stage !== undefined) return { kind: 'stage', index: stage.index };
    if (platform === undefined) return { kind: 'image', ref, where };
    const chosen = this.#resolve(platform, where, `--platform=${platform}`);
    return typeof chosen === 'string' ? { kind: 'image', ref, platform: chosen, where } : chosen;
  }

  #resolve(word: string, where: Where, shown: string): string | (Base & { kind: 'unresolved' }) {
    const { text, unset, refused } = substitute(word, this.#global.lookUp, this.#escape);
    const [name] = unset;
    if (refused !== undefined) return { kind: 'unresolved', why: `${shown}: ${refused}`, where };
    if (name !== undefined) {
      const late =
        this.args.includes(name) && this.stages.length > 0 ? ' (an ARG inside a stage does not count)' : '';
      const why = `${shown} uses the build argument ${name}, which has no value: declare it before the first FROM with a default (ARG ${name}=…), or give it a value${late}`;
      return { kind: 'unresolved', why, where };
    }
    if (text === '') return { kind: 'unresolved', why: `${shown} comes to nothing`, where };
    return text;
  }

  #inStage(stage: Growing, instruction: Instruction, where: Where): void {
    const keyword = instruction.getKeyword();
    if (instruction instanceof Onbuild) {
      // It runs where a later stage is built from this one; what it takes counts for this one already.
      const trigger = instruction.getTriggerInstruction();
      if (trigger !== null) this.#inStage(stage, trigger, where);
    } else if (keyword === 'COPY' || keyword === 'ADD') {
      const from = flagOf(instruction, 'from');
      if (from !== undefined) stage.uses.push(this.#source(from, stage, where));
      else stage.copies.push(this.#copy(keyword, instruction, where));
    } else if (keyword === 'RUN') {
      for (const from of mountSources(instruction)) stage.uses.push(this.#source(from, stage, where));
      stage.runs.push(this.#run(instruction, where));
    }
  }

  /** What `--from` names: a stage by name or number, or an image. */
  #source(from: string, stage: Growing, where: Where): Base {
    if (/^\d+$/.test(from)) {
      const index = Number(from);
      return index < stage.index
        ? { kind: 'stage', index }
        : { kind: 'unresolved', why: `--from=${from} names no earlier stage`, where };
    }
    if (from.includes('$'))
      return {
        kind: 'unresolved',
        why: `--from=${from}: no build argument can stand here; name a stage for it`,
        where,
      };
    const named = this.stages.findLast(
      ({ name, index }) => name === from.toLowerCase() && index < stage.index,
    );
    if (named !== undefined) return { kind: 'stage', index: named.index };
    return from === 'scratch' ? { kind: 'scratch' } : { kind: 'image', ref: from, where };
  }

  #copy(keyword: 'COPY' | 'ADD', instruction: Instruction, where: Where): FileCopy {
    const all = instruction.getArguments();
    // The text of a heredoc follows the line that opens it.
    const lastLine = all.find((one) => heredoc.test(one.getValue()))?.getRange().start.line ?? Infinity;
    const own = all.filter((one) => one.getRange().start.line <= lastLine);
    const words = jsonWords(instruction) ?? own.map((one) => one.getValue());
    const sources = words.slice(0, -1).filter((word) => !heredoc.test(word));
    return { keyword, sources, destination: words.at(-1) ?? '', where };
  }

  #run(instruction: Instruction, where: Where): RunLine {
    const { start, end } = instruction.getRange();
    const lines = this.#lines
      .slice(start.line, end.line + 1)
      .map((text, at) => ({ text, line: start.line + at + 1 }));
    return {
      text: jsonWords(instruction)?.join(' ') ?? instruction.getArgumentsContent() ?? '',
      where,
      lines,
    };
  }

  #whereOf(instruction: Instruction): Where {
    const { line, character } = instruction.getRange().start;
    return { file: this.#file, line: line + 1, column: character + 1 };
  }
}

function jsonWords(instruction: Instruction): readonly string[] | undefined {
  const content = instruction.getArgumentsContent()?.trim() ?? '';
  if (!content.startsWith('[')) return undefined;
  try {
    const words: unknown = JSON.parse(content);
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : undefined;
  } catch {
    return undefined; // to Docker it is a shell command then, too
  }
}

function flagOf(instruction: Instruction, name: string): string | undefined {
  if (instruction instanceof ModifiableInstruction) {
    return (
      instruction
        .getFlags()
        .find((flag) => flag.getName().toLowerCase() === name)
        ?.getValue() ?? undefined
    );
  }
  return undefined;
}

function mountSources(instruction: Instruction): readonly string[] {
  if (!(instruction instanceof ModifiableInstruction)) return [];
  return instruction
    .getFlags()
    .filter((flag) => flag.getName() === 'mount')
    .flatMap((flag) => {
      const option = flag.getOption('from')?.getValue();
      return option === null || option === undefined || option === '' ? [] : [option];
    });
}

function stepText(instruction: Instruction, keyword: string): string {
  const flags = instruction instanceof ModifiableInstruction ? instruction.getFlags().map(String) : [];
  return [keyword, ...flags, instruction.getArgumentsContent() ?? ''].join(' ').replace(/\s+/g, ' ').trim();
}
