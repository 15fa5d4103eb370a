import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRunner, type Runner, type RunnerOptions } from '@weighbridge/workflow-runner';
import { gitEnvironment } from './project.ts';

/** A repository of `workflows-examples/`, copied out, with a GitHub on loopback that runs its workflows. */
export interface Example {
  readonly name: string;
  readonly folder: string;
  readonly runner: Runner;
  git(...args: readonly string[]): string;
  /** Commits files on a branch, which begins where the loopback GitHub's main is, if it is new. */
  commit(branch: string, files: Readonly<Record<string, string>>, message?: string): string;
  /** Commits one replacement in one file; that there is nothing to replace is an error. */
  edit(branch: string, path: string, from: string, to: string): string;
  close(): Promise<void>;
}

export interface ExampleOptions extends RunnerOptions {
  /** There from the first commit on, over those of the example. */
  readonly files?: Readonly<Record<string, string>>;
}

const examples = fileURLToPath(new URL('../../workflows-examples/', import.meta.url));
const isMissing = spawnSync('python3', ['--version']).status !== 0;

/** Whether tests of an example in Python can run: CI has Python, a contributor without it is told what was left out. */
export function canRunPython(what: string): boolean {
  const inCi = process.env['CI'] === 'true';
  if (isMissing && !inCi)
    process.stderr.write(`left out: ${what} is not run, since there is no python3 here\n`);
  return !isMissing || inCi;
}

/** A file of an example as it stands in this repository. */
export function exampleFile(path: string): string {
  return readFileSync(join(examples, path), 'utf8');
}

/** The repository on the loopback GitHub, which is there from the first call on. */
export function repositoryOf({ runner, name }: Pick<Example, 'runner' | 'name'>) {
  return runner.github.repositories.get(`acme/${name}`);
}

/** Copies an example, without what earlier runs left in it, and starts a GitHub for it. */
export async function openExample(name: string, options: ExampleOptions = {}): Promise<Example> {
  const { files = {}, ...rest } = options;
  const root = mkdtempSync(join(tmpdir(), 'weighbridge-example-'));
  const folder = join(root, name);
  const left = /[\\/](?:__pycache__|node_modules|\.weighbridge|model)$/;
  const isClean = (path: string): boolean => !left.test(path.slice(examples.length));
  cpSync(join(examples, name), folder, { recursive: true, filter: isClean });
  const git = (...args: readonly string[]): string =>
    execFileSync('git', [...args], {
      cwd: folder,
      env: { ...process.env, ...gitEnvironment },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  const machine = { ...gitEnvironment, PYTHONDONTWRITEBYTECODE: '1' };
  const runner = await openRunner({ machine, ...rest });
  /** Main as the loopback GitHub has it, which merges move; the folder's own before anything was pushed. */
  const main = (): string => {
    const there = runner.github.repositories.find(`acme/${name}`);
    if (there === undefined) return 'main';
    git(
      'fetch',
      '--quiet',
      runner.github.repositories.gitDir(there),
      '+refs/heads/main:refs/remotes/there/main',
    );
    return 'refs/remotes/there/main';
  };
  const stand = (branch: string): void => {
    if (git('branch', '--show-current') === branch) return;
    const isNew = git('branch', '--list', branch) === '';
    git('switch', '--quiet', ...(isNew ? ['--no-track', '--create', branch, main()] : [branch]));
  };
  const commit: Example['commit'] = (branch, changed, message) => {
    stand(branch);
    for (const [path, text] of Object.entries(changed)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    git('add', '--all');
    const said = message ?? `Change ${Object.keys(changed).join(', ')}`;
    git('commit', '--quiet', '--allow-empty', '--message', said);
    return git('rev-parse', 'HEAD');
  };
  git('init', '--quiet', '--initial-branch=main');
  commit('main', files, 'Begin');
  return {
    name,
    folder,
    runner,
    git,
    commit,
    edit(branch, path, from, to) {
      stand(branch);
      const text = readFileSync(join(folder, path), 'utf8');
      if (!text.includes(from)) throw new Error(`${path} of ${branch} does not hold ${from}`);
      return commit(branch, { [path]: text.replace(from, to) });
    },
    async close() {
      await runner.close();
      rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
