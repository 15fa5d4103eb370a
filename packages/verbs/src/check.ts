import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  Failure,
  harnessWarnings,
  type KeyFile,
  type ModelPolicy,
  type Problem,
  pathMatcher,
  type SuitePolicy,
} from '@weighbridge/contract';
import { openRepository } from '@weighbridge/git';
import { type ExampleFile, readExamples, readMustPass } from '@weighbridge/results';
import type { Call } from './call.ts';
import { configPath, gitOptions, noPolicy } from './change.ts';
import { chosenModels } from './model-plan.ts';
import { loadWorkingPolicy } from './policy-source.ts';
import type { SessionOptions } from './session.ts';

export interface CheckOutcome {
  /** What has to be mended before anything can be weighed. */
  readonly problems: readonly Problem[];
  /** What is likely not meant so. */
  readonly warnings: readonly Problem[];
  readonly models: readonly {
    readonly name: string;
    readonly suites: readonly {
      readonly name: string;
      /** Null: they could not be read, or a command lists them. */
      readonly examples: number | null;
      readonly listed: boolean;
      readonly subset: number | null;
    }[];
  }[];
}

/** Checks weighbridge.yml and the files it names, and reports everything at once. Runs nothing. */
export async function check(call: Call, options: SessionOptions): Promise<CheckOutcome> {
  const repository = await openRepository(call.cwd, gitOptions(call));
  const config = configPath(call, repository.root, options.config);
  const { files } = await repository.workingFiles();
  const policy = await loadWorkingPolicy(repository.root, files, config);
  if (policy === undefined) throw noPolicy(config);
  return checkPolicy(repository.root, files, chosenModels(policy.models, options.models));
}

/** Looks for the files that models name, and reads their examples. Runs nothing. */
export async function checkPolicy(
  root: string,
  files: readonly KeyFile[],
  models: readonly ModelPolicy[],
): Promise<CheckOutcome> {
  const found = new Findings(root, files);
  for (const model of models) found.checkModel(model);
  const suites = new Map<SuitePolicy, ExampleFile | undefined>();
  for (const model of models)
    for (const suite of model.suites) suites.set(suite, await found.checkSuite(suite));
  return {
    problems: found.problems,
    warnings: found.warnings,
    models: models.map((model) => ({
      name: model.name,
      suites: model.suites.map((suite) => ({
        name: suite.name,
        examples: suites.get(suite)?.ids.length ?? null,
        listed: suite.examples.kind === 'list',
        subset: suite.subset?.size ?? null,
      })),
    })),
  };
}

class Findings {
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];
  readonly #root: string;
  readonly #files: readonly KeyFile[];

  constructor(root: string, files: readonly KeyFile[]) {
    this.#root = root;
    this.#files = files;
  }

  checkModel(model: ModelPolicy): void {
    this.#globs(model, 'paths', model.paths, this.problems);
    this.#globs(model, 'params', model.params, this.problems);
    this.#globs(model, 'prompts', model.prompts, this.problems);
    if (model.runbook !== undefined && !/^https?:/.test(model.runbook))
      this.#named(model, 'runbook', model.runbook, this.warnings);
    for (const [name, source] of Object.entries(model.data)) {
      if (source?.file !== undefined) this.#named(model, `data.${name}.file`, source.file, this.problems);
    }
  }

  /** Reads a suite's examples and must-pass ids as `eval` would. */
  async checkSuite(suite: SuitePolicy): Promise<ExampleFile | undefined> {
    if (suite.code !== undefined) this.#globs(suite, 'code', suite.code, this.problems);
    for (const text of harnessWarnings(suite, this.#files)) this.#say(this.warnings, suite, text);
    if (suite.judge?.prompt !== undefined)
      this.#named(suite, 'judge.prompt', suite.judge.prompt, this.problems);
    if (suite.examples.kind === 'list') return undefined;
    if (suite.mustPass !== undefined) this.#named(suite, 'must_pass', suite.mustPass, this.problems);
    const path = pathOf(suite);
    if (!existsSync(join(this.#root, path))) {
      this.#named(suite, 'examples', path, this.problems);
      return undefined;
    }
    const examples = await this.#reading(() =>
      readExamples(join(this.#root, path), { id: suite.id, name: path }),
    );
    if (examples === undefined) return undefined;
    const size = suite.subset?.size;
    if (size !== undefined && size >= examples.ids.length) {
      this.#say(
        this.warnings,
        suite,
        `subset.size ${size} is the whole suite of ${examples.ids.length}: every pull request evaluates everything`,
      );
    }
    const mustPass = suite.mustPass;
    if (mustPass !== undefined && existsSync(join(this.#root, mustPass))) {
      const ids = (await this.#reading(() => readMustPass(join(this.#root, mustPass)))) ?? [];
      const absent = ids.filter((id) => !examples.keys.has(id));
      if (absent.length > 0)
        this.#say(
          this.problems,
          suite,
          `${mustPass} names ${absent.slice(0, 5).join(', ')}, which ${pathOf(suite)} does not hold`,
        );
    }
    return examples;
  }

  async #reading<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.problems.push(...error.problems);
      return undefined;
    }
  }

  #globs(at: ModelPolicy | SuitePolicy, key: string, globs: readonly string[], into: Problem[]): void {
    for (const glob of globs) {
      const matches = pathMatcher([glob]);
      if (!this.#files.some((file) => matches(file.path)))
        this.#say(into, at, `${key}: ${glob} matches no file that git holds or would take`);
    }
  }

  #named(at: ModelPolicy | SuitePolicy, key: string, path: string, into: Problem[]): void {
    if (!existsSync(join(this.#root, path))) this.#say(into, at, `${key}: there is no ${path}`);
  }

  #say(into: Problem[], at: ModelPolicy | SuitePolicy, message: string): void {
    into.push({ message: `${at.name}: ${message}`, ...(at.where === undefined ? {} : { where: at.where }) });
  }
}

function pathOf(suite: SuitePolicy): string {
  return suite.examples.kind === 'file' ? suite.examples.path : suite.examples.command;
}
