import { join } from 'node:path';
import { openRunner, type Runner, type RunnerOptions } from '../face/open-runner.ts';
import type { JobOutcome, Outcome } from '../outcome.ts';
import { type Files, type Folder, newFolder, writeFiles } from './folder.ts';

export type { Files } from './folder.ts';

/** A small repository of a user's, and a runner for it. */
export interface Bench extends Folder {
  readonly runner: Runner;
  close(): Promise<void>;
}

/** Makes a repository and opens a runner; `checkoutFiles` are what stands for weighbridge-ci/weighbridge. */
export async function newBench(
  files: Files,
  options: RunnerOptions & { readonly checkoutFiles?: Files } = {},
): Promise<Bench> {
  const { checkoutFiles, ...rest } = options;
  const folder = await newFolder(files);
  const checkout = join(folder.root, 'checkout');
  await writeFiles(checkout, checkoutFiles ?? {});
  const runner = await openRunner({ ...(checkoutFiles === undefined ? {} : { checkout }), ...rest });
  return {
    ...folder,
    runner,
    async close() {
      await runner.close();
      await folder.remove();
    },
  };
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

/** The job of that name. Throws where there is none. */
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
