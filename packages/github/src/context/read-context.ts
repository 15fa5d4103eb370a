import { Failure, type Problem } from '@weighbridge/contract';
import { z } from 'zod';
import type { ActionsContext, GitHubEvent } from './actions-context.ts';
import { eventOf, type Surroundings } from './event-of.ts';
import { anyPayload } from './payload.ts';
import { readPayload } from './read-payload.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const maxProblems = 8;

const httpUrl = z.string().regex(/^https?:\/\/[^\s]+$/, 'no address');
const variables = z.object({
  GITHUB_REPOSITORY: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'not owner/name'),
  GITHUB_SERVER_URL: httpUrl.default('https://github.com'),
  GITHUB_API_URL: httpUrl.default('https://api.github.com'),
  GITHUB_GRAPHQL_URL: httpUrl.default('https://api.github.com/graphql'),
  GITHUB_SHA: z.string().regex(/^[0-9a-f]{40,64}$/, 'no commit id'),
  GITHUB_REF: z.string().default(''),
  GITHUB_ACTOR: z.string().default(''),
  GITHUB_RUN_ID: z.string().regex(/^[1-9]\d{0,19}$/, 'no run id'),
  GITHUB_RUN_ATTEMPT: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'no number of an attempt')
    .default('1'),
  GITHUB_WORKFLOW: z.string().default(''),
  GITHUB_JOB: z.string().default(''),
  GITHUB_EVENT_NAME: z.string().min(1),
  GITHUB_EVENT_PATH: z.string().min(1),
});

/**
 * What this workflow run is about, from its variables and the event's payload. Throws a `usage` failure outside GitHub Actions, and
 * with everything that is missing where variables or payload are not what GitHub gives. Branch names, labels and logins
 * in the answer are untrusted text.
 */
export async function readContext(
  env: Environment,
  readFile: (path: string) => Promise<string>,
): Promise<ActionsContext> {
  if (env['GITHUB_ACTIONS'] !== 'true' || !env['GITHUB_REPOSITORY']) {
    throw new Failure(
      'usage',
      'this runs only as a step of a GitHub Actions workflow (GITHUB_ACTIONS and GITHUB_REPOSITORY are not set); at a terminal use the command line',
    );
  }
  // A variable that is set to nothing is not set.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const given = variables.safeParse(set);
  if (!given.success)
    throw new Failure(
      'usage',
      problemsOf(given.error, (path) => path),
    );
  const { data } = given;
  const path = data.GITHUB_EVENT_PATH;
  const payload = await readPayload(path, readFile);
  const { event, defaultBranch } = understood(data, payload, path);
  const attempt = Number(data.GITHUB_RUN_ATTEMPT);
  const run = `${data.GITHUB_SERVER_URL}/${data.GITHUB_REPOSITORY}/actions/runs/${data.GITHUB_RUN_ID}`;
  return {
    repository: data.GITHUB_REPOSITORY,
    serverUrl: data.GITHUB_SERVER_URL,
    apiUrl: data.GITHUB_API_URL,
    graphqlUrl: data.GITHUB_GRAPHQL_URL,
    sha: data.GITHUB_SHA,
    ref: data.GITHUB_REF,
    actor: data.GITHUB_ACTOR,
    runId: data.GITHUB_RUN_ID,
    runAttempt: attempt,
    runUrl: attempt === 1 ? run : `${run}/attempts/${attempt}`,
    workflow: data.GITHUB_WORKFLOW,
    job: data.GITHUB_JOB,
    defaultBranch,
    event,
  };
}

function understood(
  data: z.infer<typeof variables>,
  payload: unknown,
  file: string,
): { event: GitHubEvent; defaultBranch: string } {
  const name = data.GITHUB_EVENT_NAME;
  try {
    const { default_branch: defaultBranch } = anyPayload.parse(payload).repository;
    const around: Surroundings = {
      repository: data.GITHUB_REPOSITORY,
      sha: data.GITHUB_SHA,
      ref: data.GITHUB_REF,
      actor: data.GITHUB_ACTOR,
      defaultBranch,
    };
    return { event: eventOf(name, payload, around), defaultBranch };
  } catch (cause) {
    if (!(cause instanceof z.ZodError)) throw cause;
    const said = (path: string): string => `the payload of ${JSON.stringify(name)}: \`${path}\``;
    throw new Failure('usage', problemsOf(cause, said, file), { cause });
  }
}

/** One problem a field: missing, or what is wrong with it; never its value, which is untrusted. */
function problemsOf(error: z.ZodError, said: (path: string) => string, file?: string): readonly Problem[] {
  return error.issues.slice(0, maxProblems).map((issue) => {
    const missing = /received undefined/.test(issue.message);
    const field = said(issue.path.join('.') || 'payload');
    return {
      message: missing ? `${field} is missing` : `${field} is not as GitHub gives it (${issue.message})`,
      ...(file === undefined ? {} : { where: { file } }),
    };
  });
}
