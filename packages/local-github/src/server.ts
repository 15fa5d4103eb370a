import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerBlob } from './artifacts/blobs.ts';
import { type ArtifactServices, answerArtifacts, artifactMethod } from './artifacts/service.ts';
import { answerGit, answerHook, gitRequestOf } from './git/endpoint.ts';
import type { GitServices } from './git/push-session.ts';
import { answerGraphql } from './graphql/endpoint.ts';
import { deliver } from './http/deliver.ts';
import { type Faults, faultReply } from './http/faults.ts';
import { type Incoming, readIncoming } from './http/incoming.ts';
import { json, type Reply } from './http/reply.ts';
import { answerRest } from './rest/endpoint.ts';
import { routeOf } from './rest/router.ts';
import type { RestServices } from './rest/services.ts';
import { answerWeb, type WebServices } from './web/site.ts';

export type Services = RestServices &
  GitServices &
  ArtifactServices &
  WebServices & { readonly faults: Faults };

const apiRoot = '/api/v3';

/** What a request is for, and how it is answered. */
interface Errand {
  readonly operation: string;
  readonly answer: () => Promise<Reply>;
}

/** Answers one request, and writes it down. */
export async function serve(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const streams = /^\/_blobs\/|\/git-(upload|receive)-pack$/.test((request.url ?? '').split('?')[0] ?? '');
  const incoming = await readIncoming(request, !streams);
  const hook = /^\/_pushes\/(\w+)$/.exec(incoming.path)?.[1];
  if (hook !== undefined) return deliver(response, await answerHook(services, hook, incoming.body));
  const git = gitRequestOf(incoming.path, incoming.query);
  if (git !== undefined) {
    const operation = git.path === '/info/refs' ? `git/advertise-${git.service}` : `git/${git.service}`;
    const fault = services.faults.take(operation, incoming);
    const status = await answerGit(services, git, incoming, request, response, fault);
    log(services, incoming, operation, status, fault?.kind);
    return;
  }
  const errand = errandOf(services, incoming, request);
  const fault = services.faults.take(errand.operation, incoming);
  const early = fault === undefined || fault.applied || fault.kind === 'slow' || fault.kind === 'truncated';
  let reply = early ? await errand.answer() : json(500, {});
  if (fault !== undefined) reply = faultReply(fault, services.state.store.now()) ?? reply;
  log(services, incoming, errand.operation, reply.status, fault?.kind);
  // Before the client hears of it, as it may look at the folder next.
  await services.state.store.flush();
  const id = { 'x-github-request-id': randomBytes(8).toString('hex').toUpperCase(), server: 'github.com' };
  await deliver(response, { ...reply, headers: { ...id, ...reply.headers } }, fault);
  request.resume();
}

function errandOf(services: Services, incoming: Incoming, request: IncomingMessage): Errand {
  const { path, method } = incoming;
  if (path === '/api/graphql')
    return { operation: 'graphql', answer: () => answerGraphql(services, incoming) };
  if (path === apiRoot || path.startsWith(`${apiRoot}/`)) {
    const rest = path.slice(apiRoot.length) || '/';
    return {
      operation: routeOf(method, rest)?.id ?? 'unknown',
      answer: () => answerRest(services, incoming, rest),
    };
  }
  const rpc = artifactMethod(path);
  if (rpc !== undefined)
    return { operation: `artifacts/${rpc}`, answer: () => answerArtifacts(services, incoming, rpc) };
  if (path.startsWith('/_blobs/')) {
    return {
      operation: method === 'GET' ? 'blobs/get' : 'blobs/put',
      answer: () => answerBlob(services, incoming, request),
    };
  }
  return { operation: 'web', answer: () => answerWeb(services, incoming) };
}

function log(
  services: Services,
  incoming: Incoming,
  operation: string,
  status: number,
  fault: string | undefined,
): void {
  const token = incoming.token === undefined ? undefined : services.state.tokens.find(incoming.token);
  services.journal.requests.push({
    at: services.state.store.timestamp(),
    method: incoming.method,
    path: incoming.path,
    query: incoming.query.toString(),
    operation,
    login: token?.login ?? null,
    status,
    fault: fault ?? null,
    body: operation.startsWith('blobs/') ? '' : incoming.body.toString(),
  });
}
