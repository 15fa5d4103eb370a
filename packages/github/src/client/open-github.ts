import { Failure } from '@weighbridge/contract';
import { z } from 'zod';
import { Call, LookAgain } from './call.ts';
import { cancellable } from './cancellable.ts';
import { failureOf } from './failure-of.ts';
import { type Fetch, wholeAnswers } from './fetch.ts';
import type { GitHub, Question } from './github.ts';
import { GitHubFailure } from './github-failure.ts';
import { octokitWith } from './octokit.ts';
import { proxiedFetch } from './proxied-fetch.ts';
import { spacingOf } from './spacing.ts';
import { waitsOf } from './waits.ts';

export interface GitHubOptions {
  readonly token: string;
  /** `owner/name` */
  readonly repository: string;
  /** GITHUB_API_URL */
  readonly apiUrl: string;
  /** GITHUB_GRAPHQL_URL */
  readonly graphqlUrl: string;
  readonly signal?: AbortSignal;
  /** Told of every wait, in a line for the log. */
  readonly report: (text: string) => void;
  readonly timers?: Partial<Timers>;
  /** Default: Node's own, through the proxy of the environment. */
  readonly fetch?: Fetch;
}

export interface Timers {
  /** How long a second of waiting takes. Tests make it short. */
  readonly secondMs: number;
  /** For one request, its answer included. */
  readonly timeoutMs: number;
  /** All waits together. */
  readonly maxWaitSeconds: number;
}

const realTimers: Timers = { secondMs: 1_000, timeoutMs: 20_000, maxWaitSeconds: 120 };

// GitHub gives 1,000 statuses a commit and 2,500 comments a pull request.
const maxPages = 100;

const viewer = {
  what: 'ask GitHub whose token this is',
  answer: z.object({ data: z.object({ viewer: z.object({ login: z.string().min(1) }) }) }),
} as const;

/** Opens GitHub's API for a repository. Nothing is asked yet. Throws a `usage` failure for what can be no token. */
export function openGitHub(options: GitHubOptions): GitHub {
  const { repository, apiUrl, graphqlUrl, signal, report } = options;
  const token = checkedToken(options.token);
  const timers = { ...realTimers, ...options.timers };
  const { secondMs, timeoutMs } = timers;
  const waits = waitsOf(timers.maxWaitSeconds, report);
  const fetch = wholeAnswers(options.fetch ?? proxiedFetch(apiUrl), { timeoutMs, signal });
  const client = () => octokitWith({ apiUrl, token, fetch, secondMs, timeoutMs, waits, signal });
  const octokit = client();
  const [owner = '', repo = ''] = repository.split('/');
  const spacing = spacingOf(secondMs);
  let login: Promise<string> | undefined;

  const send = async <T>(question: Question<T>, call: Call): Promise<{ data: T; link: string }> => {
    const { what, route, parameters, answer } = question;
    try {
      const sent = octokit.request(route, { owner, repo, ...parameters, request: { call } });
      const { data, headers } = await cancellable(sent, signal);
      return { data: answer.parse(data), link: headers.link ?? '' };
    } catch (error) {
      if (error instanceof LookAgain) throw error;
      throw failureOf(what, error, signal);
    }
  };

  const askLogin = async (): Promise<string> => {
    try {
      // GraphQL only takes POST, which throttling takes for a write; with a client of its own it keeps no write waiting.
      const query = { query: '{ viewer { login } }', request: { call: new Call(false) } };
      const { data } = await cancellable(client().request(`POST ${graphqlUrl}`, query), signal);
      return viewer.answer.parse(data).data.viewer.login;
    } catch (error) {
      throw failureOf(viewer.what, error, signal);
    }
  };

  return {
    repository,
    viewer() {
      login ??= askLogin().catch((error: unknown) => {
        login = undefined;
        throw error;
      });
      return login;
    },
    ask: async (question) => (await send(question, new Call(false))).data,
    async list({ what, route, parameters, answer }) {
      const entries: z.infer<typeof answer>[] = [];
      // One call for all pages, so that the retries of a list are bounded in all. Octokit's plugin for pages drops what a request carries.
      const call = new Call(false);
      for (let page = 1; page <= maxPages; page += 1) {
        const asked = {
          what,
          route,
          parameters: { ...parameters, per_page: 100, page },
          answer: z.array(answer),
        };
        const { data, link } = await send(asked, call);
        entries.push(...data);
        if (!/;\s*rel="?next"?/.test(link)) return entries;
      }
      throw new GitHubFailure('refused', `could not ${what}: there are more than ${100 * maxPages}`);
    },
    async writeOnce(kind, question, tries) {
      try {
        return { done: (await send(question, new Call(true, tries))).data };
      } catch (error) {
        if (error instanceof LookAgain) return 'again';
        throw error;
      } finally {
        spacing.wrote(kind);
      }
    },
    async spaced(kind) {
      try {
        return await cancellable(spacing.wait(kind), signal);
      } catch (error) {
        throw failureOf('wait between two writes', error, signal);
      }
    },
  };
}

/** A token with a line break would be quoted by the error that refuses it as a header. */
function checkedToken(given: string): string {
  const token = given.trim();
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  const wrong = token === '' ? 'is empty' : 'holds a space, a line break or a letter that no token has';
  throw new Failure('usage', `\`token\` ${wrong}`);
}
