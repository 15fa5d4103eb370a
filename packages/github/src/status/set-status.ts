import { z } from 'zod';
import type { GitHub } from '../client/github.ts';
import { cutDescription } from './cut-description.ts';

export interface Status {
  /** The head of the pull request, not its test merge. */
  readonly sha: string;
  /** The status's name. Another than the job's: a check and a status of one required name are both required. */
  readonly context: string;
  readonly state: 'success' | 'failure' | 'error' | 'pending';
  /** Cut to what GitHub takes. */
  readonly description: string;
  readonly targetUrl: string;
}

const latest = z.object({
  context: z.string(),
  state: z.string(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
});

/**
 * Sets a commit's status, unless the latest of that name says the same already: GitHub keeps each of them, and takes 1,000.
 * The token needs `statuses: write`. Throws a `GitHubFailure`.
 */
export async function setStatus(github: GitHub, status: Status): Promise<'written' | 'unchanged'> {
  const { sha, context, state, targetUrl } = status;
  const description = cutDescription(status.description);
  const shown = await github.list({
    what: `read the statuses of commit ${sha.slice(0, 7)}`,
    route: 'GET /repos/{owner}/{repo}/commits/{ref}/statuses',
    parameters: { ref: sha },
    answer: latest,
  });
  // Newest first. Names of statuses do not differ by case.
  const last = shown.find((one) => one.context.toLowerCase() === context.toLowerCase());
  const same = last?.state === state && last.description === description && last.target_url === targetUrl;
  if (same) return 'unchanged';
  await github.ask({
    what: `set the status ${JSON.stringify(context)} of commit ${sha.slice(0, 7)}`,
    route: 'POST /repos/{owner}/{repo}/statuses/{sha}',
    parameters: { sha, context, state, description, target_url: targetUrl },
    answer: z.object({ id: z.number() }),
  });
  return 'written';
}
