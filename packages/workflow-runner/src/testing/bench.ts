import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openRunner, type Runner, type RunnerOptions } from '../face/open-runner.ts';
import { git } from '../git.ts';
import type { JobOutcome, Outcome } from '../outcome.ts';

export type Files = Readonly<Record<string, string>>;

/** A small repository of a user's, and a runner for it. */
export interface Bench {
  readonly folder: string;
  readonly runner: Runner;
  git(...args: readonly string[]): Promise<string>;
  /** Commits files on a branch, which is made from where the folder stands. */
  commit(branch: string, files: Files, message?: string): Promise<string>;
  close(): Promise<void>;
}

export async function newBench(
  files: Files,
  options: RunnerOptions & { readonly checkoutFiles?: Files } = {},
): Promise<Bench> {
  const root = await mkdtemp(join(tmpdir(), 'workflow-bench-'));
  const folder = join(root, 'vision');
  await mkdir(folder);
  const { checkoutFiles, ...rest } = options;
  const checkout = join(root, 'checkout');
  await writeFiles(checkout, checkoutFiles ?? {});
  const person = ['-c', 'user.name=Mona', '-c', 'user.email=mona@example.com'];
  const run = (...args: readonly string[]): Promise<string> => git(folder, ...person, ...args);
  await run('init', '--quiet', '--initial-branch=main');
  const bench: Omit<Bench, 'runner'> = {
    folder,
    git: run,
    async commit(branch, changed, message = `Change ${Object.keys(changed).join(', ')}`) {
      const now = await run('branch', '--show-current');
      if (now !== branch) {
        const there = (await run('branch', '--list', branch)) !== '';
        await run('checkout', '--quiet', ...(there ? [] : ['-b']), branch);
      }
      await writeFiles(folder, changed);
      await run('add', '--all');
      await run('commit', '--quiet', '--allow-empty', '--message', message);
      return run('rev-parse', 'HEAD');
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
  await bench.commit('main', { 'README.md': '# vision\n', ...files }, 'Begin');
  const runner = await openRunner({ ...(checkoutFiles === undefined ? {} : { checkout }), ...rest });
  return {
    ...bench,
    runner,
    async close() {
      await runner.close();
      await bench.close();
    },
  };
}

async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Runs the jobs of one workflow for a pull request, or another event, in a repository that is made for it. */
export async function runJobs(
  workflow: string,
  options: Parameters<typeof newBench>[1] & {
    readonly files?: Files;
    readonly call?: Partial<Parameters<Runner['pullRequest']>[0]>;
  } = {},
): Promise<Outcome> {
  const { files, call, ...rest } = options;
  const bench = await newBench({ '.github/workflows/ci.yml': workflow, ...files }, rest);
  try {
    await bench.commit('change', { 'change.txt': 'x\n' });
    return await bench.runner.pullRequest({ folder: bench.folder, head: 'change', ...call });
  } finally {
    await bench.close();
  }
}

/** `name: conclusion` of every job. */
export function conclusions({ jobs }: Pick<Outcome, 'jobs'>): readonly string[] {
  return jobs.map(({ name, conclusion }) => `${name}: ${conclusion}`);
}

export function jobNamed({ jobs }: Outcome, name: string): JobOutcome {
  const job = jobs.find((one) => one.name === name);
  if (job === undefined)
    throw new Error(`there is no job ${name} among ${jobs.map((one) => one.name).join(', ')}`);
  return job;
}

/** `name: conclusion` of a job's steps, without those of the runner itself. */
export function stepsOf({ steps }: JobOutcome): readonly string[] {
  return steps
    .filter(({ name }) => name !== 'Set up job' && name !== 'Complete job')
    .map(({ name, conclusion }) => `${name}: ${conclusion}`);
}
