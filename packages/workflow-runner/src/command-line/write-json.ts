import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../outcome.ts';

/** The outcome on one line. Logs are files, where there is a folder to keep them in. */
export async function outcomeLine(outcome: Outcome, stateDir: string | undefined): Promise<string> {
  const jobs = await Promise.all(
    outcome.jobs.map(async ({ log, ...job }, index) => ({
      ...job,
      logFile: await keepLog(outcome, index, log, stateDir),
    })),
  );
  return JSON.stringify({ ...outcome, jobs });
}

async function keepLog(
  outcome: Outcome,
  index: number,
  log: string,
  stateDir: string | undefined,
): Promise<string | null> {
  const job = outcome.jobs[index];
  if (stateDir === undefined || job === undefined) return null;
  const attempt = outcome.runs.find(({ id }) => id === job.run)?.attempt ?? 1;
  const folder = join(stateDir, 'logs', String(job.run));
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${attempt}-${index + 1}-${job.name.replace(/[^\w.-]+/g, '-')}.log`);
  await writeFile(file, log);
  return file;
}
