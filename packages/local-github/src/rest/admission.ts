import type { Incoming } from '../http/incoming.ts';
import { quotaHeaders } from '../http/rate-limits.ts';
import type { RepositoryRecord, TokenRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';
import { acceptedPermissions, accessOf } from '../tokens/access.ts';
import type { RepositoryOperation } from './call.ts';
import { Problem } from './problem.ts';
import type { Route } from './router.ts';
import type { RestServices } from './services.ts';

/** Whose token it is; undefined without one. */
export function identify(state: State, { token }: Incoming): TokenRecord | undefined {
  if (token === undefined) return undefined;
  const known = state.tokens.find(token);
  if (known === undefined) throw new Problem(401, 'Bad credentials');
  return known;
}

export function repositoryOf(state: State, { params }: Route): RepositoryRecord | undefined {
  const { owner, repo } = params;
  return owner === undefined || repo === undefined ? undefined : state.repositories.find(`${owner}/${repo}`);
}

/** Counts a request against the token's hour. Gives the headers that say what is left. */
export function countRequest(
  services: RestServices,
  token: TokenRecord | undefined,
  repository: RepositoryRecord | undefined,
  counted: boolean,
): Record<string, string> {
  const quota = services.limits.count(token, repository, counted);
  const headers = quotaHeaders(quota);
  if (!quota.exceeded) return headers;
  const whose =
    token === undefined ? '127.0.0.1' : token.kind === 'user' ? `user ${token.login}` : 'installation';
  throw new Problem(403, `API rate limit exceeded for ${whose}.`, { headers });
}

/** Lets only those pass who may do what they ask for. */
export function permit(
  { state, limits, journal }: RestServices,
  operation: RepositoryOperation,
  token: TokenRecord | undefined,
  repository: RepositoryRecord | undefined,
): void {
  const headers = { 'x-accepted-github-permissions': acceptedPermissions(operation.needs) };
  if (repository === undefined) throw new Problem(404, 'Not Found', { headers });
  const access = accessOf(
    state.repositories,
    repository,
    token,
    operation.needs,
    operation.publicRead === true,
  );
  if (access === 'hidden') throw new Problem(404, 'Not Found', { headers });
  if (access === 'denied') {
    if (token === undefined) throw new Problem(401, 'Requires authentication', { headers });
    const holder = token.kind === 'user' ? 'personal access token' : 'integration';
    throw new Problem(403, `Resource not accessible by ${holder}`, { headers });
  }
  const wait = operation.content && token ? limits.countContent(token) : undefined;
  if (wait === undefined) return;
  journal.violations.push({
    kind: 'limit',
    operation: 'content',
    message: 'more content a minute than GitHub takes',
  });
  throw new Problem(
    403,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    {
      headers: { 'retry-after': String(wait) },
    },
  );
}
