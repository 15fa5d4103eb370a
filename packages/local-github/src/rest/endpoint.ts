import type { Incoming } from '../http/incoming.ts';
import { json, type Reply } from '../http/reply.ts';
import { profileShape } from '../shape/user.ts';
import type { RepositoryRecord, TokenRecord } from '../state/records.ts';
import { acceptedPermissions } from '../tokens/access.ts';
import { actionsOperations } from './actions.ts';
import { countRequest, identify, permit, repositoryOf } from './admission.ts';
import type { Call, RepositoryOperation } from './call.ts';
import { commentOperations } from './comments.ts';
import { labelOperations } from './labels.ts';
import { Problem } from './problem.ts';
import { pullOperations } from './pulls.ts';
import { repositoryOperations } from './repositories.ts';
import { type Route, routeOf } from './router.ts';
import type { RestServices } from './services.ts';
import { statusOperations } from './statuses.ts';

const repositoryScoped: Readonly<Record<string, RepositoryOperation>> = {
  ...actionsOperations,
  ...commentOperations,
  ...labelOperations,
  ...pullOperations,
  ...repositoryOperations,
  ...statusOperations,
};

/** Operations that this server answers: a test holds them against the description's slice. */
export const answered: readonly string[] = [
  ...Object.keys(repositoryScoped),
  'rate-limit/get',
  'users/get-authenticated',
];

/** Answers a request to the REST API. `path` counts from the API's root. */
export async function answerRest(services: RestServices, incoming: Incoming, path: string): Promise<Reply> {
  const route = routeOf(incoming.method, path);
  let headers: Readonly<Record<string, string>> = {};
  try {
    const token = identify(services.state, incoming);
    const repository = route && repositoryOf(services.state, route);
    headers = countRequest(services, token, repository, route?.id !== 'rate-limit/get');
    if (route === undefined) {
      const method = `${incoming.method} ${path}`;
      services.journal.violations.push({
        kind: 'unknown-operation',
        operation: method,
        message: `the suite is not known to use ${method}: add it to openapi/slice.mjs and to rest/`,
      });
      throw new Problem(404, 'Not Found');
    }
    const reply = await answerRoute(services, incoming, route, token, repository);
    check(services, route, reply);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    if (cause.limit) {
      const message = JSON.stringify(cause.errors);
      services.journal.violations.push({ kind: 'limit', operation: route?.id ?? path, message });
    }
    return problemReply(cause, headers);
  }
}

async function answerRoute(
  services: RestServices,
  incoming: Incoming,
  route: Route,
  token: TokenRecord | undefined,
  repository: RepositoryRecord | undefined,
): Promise<Reply> {
  const { state, addresses, signedBlobUrl } = services;
  const url = new URL(`${addresses.api}${incoming.path.replace(/^\/api\/v3/, '')}?${incoming.query}`);
  const operation = repositoryScoped[route.id];
  if (operation !== undefined) permit(services, operation, token, repository);
  const body = checkedBody(services, incoming, route);
  const call: Call = {
    state,
    addresses,
    params: route.params,
    query: incoming.query,
    url,
    body,
    token,
    signedBlobUrl,
  };
  if (operation === undefined || repository === undefined) return answerSelf(services, route, call);
  const reply = await operation.answer({
    ...call,
    repository,
    gitDir: state.repositories.gitDir(repository),
  });
  const accepted = acceptedPermissions(operation.needs);
  return { ...reply, headers: { 'x-accepted-github-permissions': accepted, ...reply.headers } };
}

/** What is asked about the token itself. */
function answerSelf(services: RestServices, route: Route, { token }: Call): Reply {
  const { state, addresses, limits } = services;
  if (route.id === 'rate-limit/get') {
    const { exceeded: _, ...quota } = limits.count(token, undefined, false);
    const search = { limit: 30, remaining: 30, reset: quota.reset, used: 0 };
    return json(200, { resources: { core: quota, search, graphql: quota }, rate: quota });
  }
  if (token === undefined) throw new Problem(401, 'Requires authentication');
  if (token.kind !== 'user') throw new Problem(403, 'Resource not accessible by integration');
  const user = state.users.ensure(token.login);
  return json(200, profileShape(addresses, user, state.store.timestamp()));
}

function checkedBody(
  services: RestServices,
  incoming: Incoming,
  { id, params }: Route,
): Readonly<Record<string, unknown>> {
  let body: unknown;
  try {
    body = incoming.body.length === 0 ? undefined : JSON.parse(incoming.body.toString());
  } catch {
    services.journal.violations.push({ kind: 'request', operation: id, message: 'the body is not JSON' });
    throw new Problem(400, 'Problems parsing JSON');
  }
  const problems = services.checker.request(id, { params, query: incoming.query, body });
  for (const message of problems)
    services.journal.violations.push({ kind: 'request', operation: id, message });
  if (problems.length > 0) throw new Problem(422, `Invalid request.\n\n${problems.join('; ')}`);
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

/** An answer of ours that GitHub would not give is a bug of this server, and must not teach the suite anything. */
function check({ checker, journal }: RestServices, { id }: Route, reply: Reply): void {
  const body: unknown = reply.body === undefined ? undefined : JSON.parse(String(reply.body));
  const problems = checker.response(id, reply.status, body);
  for (const message of problems) journal.violations.push({ kind: 'response', operation: id, message });
  if (problems.length > 0)
    throw new Problem(500, `the local GitHub answered wrongly: ${problems.join('; ')}`);
}

function problemReply(
  { status, message, errors, headers }: Problem,
  common: Readonly<Record<string, string>>,
): Reply {
  const body = {
    message,
    ...(errors && { errors }),
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
  };
  return json(status, body, { ...common, ...headers });
}
