import type { IncomingMessage, ServerResponse } from 'node:http';
import { deliver } from '../http/deliver.ts';
import { type Fault, faultReply } from '../http/faults.ts';
import type { Incoming } from '../http/incoming.ts';
import { json, type Reply, text } from '../http/reply.ts';
import type { RepositoryRecord, TokenRecord } from '../state/records.ts';
import { fullName } from '../state/repositories.ts';
import type { State } from '../state/state.ts';
import { accessOf } from '../tokens/access.ts';
import { runHttpBackend } from './http-backend.ts';
import type { PushCommand } from './push-command.ts';
import { type GitServices, startPush } from './push-session.ts';

export interface GitRequest {
  readonly name: string;
  readonly path: '/info/refs' | '/git-upload-pack' | '/git-receive-pack';
  readonly service: 'upload-pack' | 'receive-pack';
}

/** Tells a request of git's client from one of a browser. */
export function gitRequestOf(path: string, query: URLSearchParams): GitRequest | undefined {
  const match = /^\/([\w.-]+\/[\w.-]+?)(?:\.git)?(\/info\/refs|\/git-upload-pack|\/git-receive-pack)$/.exec(
    path,
  );
  const [, name, rest] = match ?? [];
  if (name === undefined || rest === undefined) return undefined;
  const service = rest === '/info/refs' ? query.get('service') : rest.slice(1);
  if (service !== 'git-upload-pack' && service !== 'git-receive-pack') return undefined;
  return {
    name,
    path: rest as GitRequest['path'],
    service: service === 'git-upload-pack' ? 'upload-pack' : 'receive-pack',
  };
}

/** Answers git's client, streaming. Gives the status for the log. */
export async function answerGit(
  services: GitServices,
  git: GitRequest,
  incoming: Incoming,
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | undefined,
): Promise<number> {
  const { state } = services;
  const early = fault?.applied ? undefined : fault && (faultReply(fault, state.store.now()) ?? text(500, ''));
  const endsEarly = early !== undefined && fault?.kind !== 'slow' && fault?.kind !== 'truncated';
  if (endsEarly) {
    await deliver(response, early, fault);
    return early.status;
  }
  if (fault?.kind === 'slow') await new Promise((done) => setTimeout(done, fault.delayMs ?? 1_000).unref());
  const token = incoming.token === undefined ? undefined : state.tokens.find(incoming.token);
  const repository = state.repositories.find(git.name);
  const refused = refusal(state, git, incoming, token, repository);
  if (refused !== undefined || repository === undefined) {
    const reply = refused ?? text(404, 'Repository not found.');
    request.resume();
    await deliver(response, reply);
    return reply.status;
  }
  const push =
    git.path === '/git-receive-pack' && token !== undefined
      ? startPush(services, repository, token)
      : undefined;
  return runHttpBackend(request, response, {
    gitDir: state.repositories.gitDir(repository),
    path: git.path,
    query: incoming.query.toString(),
    user: token?.login ?? '',
    config: push?.config ?? {},
    env: push?.env ?? {},
    onDone: push?.finish ?? (async () => undefined),
    ...(fault === undefined || fault.kind === 'slow'
      ? {}
      : { breakAfterBytes: fault.kind === 'truncated' ? 40 : 0 }),
  });
}

function refusal(
  state: State,
  git: GitRequest,
  incoming: Incoming,
  token: TokenRecord | undefined,
  repository: RepositoryRecord | undefined,
): Reply | undefined {
  const signIn = { 'www-authenticate': 'Basic realm="GitHub"' };
  if (incoming.token !== undefined && token === undefined) {
    return text(
      401,
      'Invalid username or token. Password authentication is not supported for Git operations.',
      signIn,
    );
  }
  const writes = git.service === 'receive-pack';
  const needs = [{ contents: writes ? 'write' : 'read' }] as const;
  const access = repository && accessOf(state.repositories, repository, token, needs, true);
  if (access === 'granted') return undefined;
  if (token === undefined) return text(401, 'No anonymous write access.', signIn);
  if (repository === undefined || access === 'hidden') return text(404, 'Repository not found.');
  return writes
    ? text(403, `Permission to ${fullName(repository)}.git denied to ${token.login}.`)
    : text(403, 'Write access to repository not granted.');
}

/** Answers the hook of a push under way. */
export async function answerHook({ pushes }: GitServices, id: string, body: Buffer): Promise<Reply> {
  const judge = pushes.get(id);
  if (judge === undefined) return json(404, { message: 'no such push' });
  return json(200, await judge(JSON.parse(body.toString()) as { atomic: boolean; commands: PushCommand[] }));
}
