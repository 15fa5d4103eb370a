import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArtifacts } from '@weighbridge/github';
import type { JobOutcome, Outcome } from '@weighbridge/workflow-runner';
import { expect, vi } from 'vitest';
import { type Example, repositoryOf } from './example.ts';

/** What stands on GitHub when a workflow has ended: tests read it here, not in what the actions say of themselves. */
export interface PullComment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
}

/** Comments of a pull request, with plain blanks: numbers and their units stand together by others. */
export function commentsOn(example: Example, pull: number | null): readonly PullComment[] {
  return example.runner.github.comments
    .list(repositoryOf(example), pull ?? 0)
    .map(({ id, author, body }) => ({ id, author, body: body.replaceAll('\u00a0', ' ') }));
}

/** The one comment of a pull request, which is Weighbridge's. */
export function theComment(example: Example, pull: number | null): PullComment {
  const comments = commentsOn(example, pull);
  expect(comments.map(({ author }) => author)).toEqual(['github-actions[bot]']);
  expect(comments[0]?.body).toMatch(/^<!-- weighbridge:report -->\n<!-- weighbridge:run key=/);
  return comments[0] ?? { id: 0, author: '', body: '' };
}

/** The headings of reports, without their marks. */
export function headings(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^### (.+)$/gm)].map(([, text]) => text ?? '');
}

export function jobNamed({ jobs }: Outcome, name: string): JobOutcome {
  const found = jobs.filter((job) => job.name === name);
  expect(found.length, `jobs are ${jobs.map((job) => job.name).join(', ')}`).toBeGreaterThan(0);
  const last = found.at(-1);
  if (last === undefined) throw new Error(`there is no job ${name}`);
  return last;
}

/** `name: conclusion` of every job, in order. */
export function conclusions({ jobs }: Outcome): readonly string[] {
  return jobs.map(({ name, conclusion }) => `${name}: ${conclusion}`);
}

/** Steps that every job has. */
const around = /^(?:Set up|Complete job|Check out|Post Check out)/;

/** `name: conclusion` of the steps of a job that are Weighbridge's. */
export function stepsOf({ steps }: JobOutcome): readonly string[] {
  return steps
    .filter(({ name, conclusion }) => conclusion !== 'skipped' && !around.test(name))
    .map(({ name, conclusion }) => `${name}: ${conclusion}`);
}

/** Conclusion of the newest check of this name on a commit: what a ruleset that requires it would see. */
export function checkOn(example: Example, sha: string, name: string): string | null | undefined {
  const checks = example.runner.github.runs.checks(repositoryOf(example), sha);
  return checks.findLast((check) => check.name === name)?.conclusion;
}

/** Names of the stored runs, `model/<model key>/<commit>-<run>-<attempt>`. */
export function storedRuns(example: Example): readonly string[] {
  const gitDir = example.runner.github.repositories.gitDir(repositoryOf(example));
  const refs = execFileSync('git', ['for-each-ref', '--format=%(refname)', 'refs/weighbridge'], {
    cwd: gitDir,
    encoding: 'utf8',
  });
  return refs.split('\n').flatMap((ref) => /^refs\/weighbridge\/runs\/(.+)$/.exec(ref)?.[1] ?? []);
}

/** Names of the artifacts of the outcome's only run. */
export function artifactsOf(example: Example, outcome: Outcome): readonly string[] {
  return example.runner.github.artifacts
    .list(runOf(example, outcome))
    .map(({ name }) => name)
    .sort();
}

/** Ids of the rows that an artifact holds, in their order. */
export async function evaluatedIds(
  example: Example,
  outcome: Outcome,
  name: string,
): Promise<readonly string[]> {
  const { github } = example.runner;
  const run = runOf(example, outcome);
  const env = {
    ACTIONS_RESULTS_URL: github.resultsUrl,
    ACTIONS_RUNTIME_TOKEN: github.runtimeToken(run),
    GITHUB_SERVER_URL: github.serverUrl,
  };
  // The artifact client of the actions reads its environment by itself.
  for (const [key, value] of Object.entries(env)) vi.stubEnv(key, value);
  const artifacts = openArtifacts({
    env,
    runId: String(run.id),
    attempt: run.attempt,
    signal: new AbortController().signal,
    report: () => undefined,
  });
  const parent = mkdtempSync(join(tmpdir(), 'weighbridge-artifact-'));
  try {
    const wanted = (await artifacts.list()).find((artifact) => artifact.name === name);
    if (wanted === undefined) throw new Error(`the run has no artifact ${name}`);
    const { folder } = await artifacts.download(wanted, parent, {
      maxBytes: 2 ** 26,
      expectedFiles: /^(?:evidence|manifest|failure)\.json$|^results\.eval\.jsonl$/,
    });
    const rows = readFileSync(join(folder, 'results.eval.jsonl'), 'utf8').trim().split('\n');
    return rows.map((row) => String(JSON.parse(row).id));
  } finally {
    vi.unstubAllEnvs();
    rmSync(parent, { recursive: true, force: true });
  }
}

/** Requests that would write comments or statuses. */
export function writesTried(example: Example): readonly string[] {
  return example.runner.github.requests
    .filter(({ method, path }) => method !== 'GET' && /\/(?:comments|statuses)\b/.test(path))
    .map(({ method, path, status }) => `${method} ${path} ${status}`);
}

function runOf(example: Example, { runs }: Outcome) {
  const run = example.runner.github.runs.find(repositoryOf(example), runs.at(-1)?.id ?? 0);
  if (run === undefined) throw new Error('the outcome has no run');
  return run;
}
