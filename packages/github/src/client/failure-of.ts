import { RequestError } from '@octokit/request-error';
import { z } from 'zod';
import { GitHubFailure, type GitHubFault } from './github-failure.ts';

const maxShownChars = 200;
const status = 'look at https://www.githubstatus.com, and run this again';

/** Turns whatever a request threw into a failure for people. `what` completes "could not …". */
export function failureOf(what: string, error: unknown, signal?: AbortSignal): GitHubFailure {
  const because = (fault: GitHubFault, why: string): GitHubFailure =>
    new GitHubFailure(fault, `could not ${what}: ${why}`, error);
  if (error instanceof GitHubFailure) return error;
  if (signal?.aborted === true) return because('cancelled', 'it was cancelled');
  if (error instanceof z.ZodError) {
    const fields = error.issues.slice(0, 3).map(({ path }) => `\`${path.join('.') || 'answer'}\``);
    return because(
      'answer',
      `GitHub's answer has not the shape it should have (${fields.join(', ')}); ${status}`,
    );
  }
  if (!(error instanceof RequestError)) return because('network', `${oneLine(messageOf(error))}; ${status}`);
  return because(...(error.response === undefined ? unanswered(error) : answered(error, error.response)));
}

function unanswered(error: RequestError): [GitHubFault, string] {
  const { cause } = error;
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return [
      'timeout',
      'GitHub took the request and did not answer in time; check the network and the proxy, or run this again',
    ];
  }
  return [
    'network',
    `GitHub could not be reached (${oneLine(error.message)}); check the network and the proxy (HTTPS_PROXY), or ${status}`,
  ];
}

function answered(error: RequestError, response: Answer): [GitHubFault, string] {
  const said = `GitHub answered ${error.status}${quoted(response.data)}`;
  const { headers } = response;
  if (isLimit(error)) {
    const reset = Number(headers['x-ratelimit-reset']);
    const until =
      headers['x-ratelimit-remaining'] === '0' && reset > 0
        ? `; the limit is lifted at ${new Date(reset * 1_000).toISOString()}`
        : '';
    return [
      'limit',
      `${said}${until}. Run this again then, or hand in an App's token, which has a limit of its own`,
    ];
  }
  switch (error.status) {
    case 401:
      return [
        'token',
        `${said}: the token is wrong or has expired. A job's own token ends with its job; check \`token\``,
      ];
    case 403:
      if (/resource not accessible/i.test(error.message))
        return ['permission', `${said}. ${lacking(headers)}`];
      return ['refused', `${said}. The token is valid, and may not do this`];
    case 404:
    case 410:
      return [
        'not-found',
        `${said}: it is not there, or the token may not see it (GitHub says the same for both). ${lacking(headers)}`,
      ];
    case 422:
      return ['invalid', `${said}: the request is not as GitHub wants it`];
    default:
      if (error.status >= 500 || error.status === 408) return ['server', `${said}; ${status}`];
      return ['refused', said];
  }
}

interface Answer {
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

/** Whether GitHub refuses because of too many requests: the hour's, or a secondary limit. */
export function isLimit(error: RequestError): boolean {
  if (error.status !== 403 && error.status !== 429) return false;
  return (
    error.status === 429 ||
    /\bsecondary rate\b|rate limit exceeded/i.test(error.message) ||
    error.response?.headers['x-ratelimit-remaining'] === '0'
  );
}

/** GitHub names the permissions that would do as `issues=write; pull_requests=write`: one of the sets, all of each. */
function lacking(headers: Answer['headers']): string {
  const accepted = String(headers['x-accepted-github-permissions'] ?? '')
    .split(';')
    .map((set) =>
      set
        .split(',')
        .map((one) => /^\s*([a-z_]+)=(read|write|admin)\s*$/.exec(one))
        .flatMap((one) => (one === null ? [] : [`\`${(one[1] ?? '').replaceAll('_', '-')}: ${one[2]}\``]))
        .join(' and '),
    )
    .filter((set) => set !== '');
  if (accepted.length === 0) return 'Check the permissions of the token';
  return `The token needs ${accepted.join(' or ')}: grant it under \`permissions:\` of the job. A pull request from a fork never gets more than \`read\``;
}

function quoted(data: unknown): string {
  const said = z.object({ message: z.string(), errors: z.array(z.unknown()).optional() }).safeParse(data);
  if (!said.success) return '';
  const errors = (said.data.errors ?? []).map((error) =>
    typeof error === 'string' ? error : messageOf(error),
  );
  return ` (${oneLine([said.data.message, ...errors].join('; '))})`;
}

function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return typeof error === 'string' ? error : (JSON.stringify(error) ?? 'unknown fault');
}

/** What a server said stays on its line, and short. */
function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length > maxShownChars ? `${line.slice(0, maxShownChars)}…` : line;
}
