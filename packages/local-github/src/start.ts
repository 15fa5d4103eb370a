import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { signedBlobPath } from './artifacts/blobs.ts';
import { signerWith } from './artifacts/runtime-token.ts';
import { type Payloads, payloadsOf } from './events/payloads.ts';
import type { Actor, RepositoryEvent } from './events/repository-event.ts';
import { maxFileBytes } from './git/large-files.ts';
import { writePushHooks } from './git/push-hooks.ts';
import { refsMoved } from './git/push-session.ts';
import { type Faults, faultBook } from './http/faults.ts';
import type { Journal, LoggedRequest, Violation } from './http/journal.ts';
import { gitHubLimits, type Limits, rateLimits } from './http/rate-limits.ts';
import { openApiChecker } from './openapi/checker.ts';
import { type Services, serve } from './server.ts';
import { type Addresses, addressesAt } from './shape/addresses.ts';
import type { CheckRunRecord, RepositoryRecord, RunRecord } from './state/records.ts';
import { type State, stateOf } from './state/state.ts';
import { openStore } from './state/store.ts';

export interface LocalGitHubOptions {
  /** Keeps everything in this folder from start to start; without it, a temporary folder that `close` removes. */
  readonly stateDir?: string;
  /** Default: any that is free. */
  readonly port?: number;
  readonly now?: () => Date;
  readonly limits?: Partial<Limits>;
  /** Largest file a push may bring. Default: GitHub's 100 MB. */
  readonly maxFileBytes?: number;
  /**
   * File of Mermaid's browser bundle, packed with Brotli where its name ends in `.br`. Default: `mermaid.js.br` beside the program,
   * else the package @mermaid-js/tiny where it is installed; without either, charts show as text.
   */
  readonly mermaidFile?: string;
}

/** A GitHub on loopback: what clients call, and what tests, the demo and the workflow runner set up and look at. */
export interface LocalGitHub extends Omit<State, 'store' | 'feed'> {
  /** For browsers, git and links: `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** GITHUB_SERVER_URL: a name under which the artifact client takes the server for GitHub, not for GHES. */
  readonly serverUrl: string;
  /** GITHUB_API_URL */
  readonly apiUrl: string;
  /** GITHUB_GRAPHQL_URL */
  readonly graphqlUrl: string;
  /** ACTIONS_RESULTS_URL */
  readonly resultsUrl: string;
  readonly folder: string;
  readonly addresses: Addresses;
  /** What a workflow finds in GITHUB_EVENT_PATH. */
  readonly payloads: Payloads;
  readonly faults: Faults;
  readonly requests: readonly LoggedRequest[];
  /** What GitHub's own description does not allow. Empty, if all is well. */
  readonly violations: readonly Violation[];
  /** Forgets requests and violations so far. */
  forget(): void;
  /** ACTIONS_RUNTIME_TOKEN of a job. */
  runtimeToken(run: RunRecord, job?: CheckRunRecord): string;
  /** Calls the listener for every push, pull request and merge group event; gives what stops it. */
  listen(listener: (event: RepositoryEvent) => void): () => void;
  /** Pushes branches and tags of a clone past all rules; pull requests follow and events are raised. */
  pushFrom(
    repository: RepositoryRecord,
    clone: string,
    actor?: Actor,
    refspecs?: readonly string[],
  ): Promise<void>;
  /** Writes what was set up by hand; requests and pushes save by themselves. */
  save(): Promise<void>;
  /** Ends all connections, writes what is to be kept, and removes the rest. */
  close(): Promise<void>;
}

/** Starts the server on 127.0.0.1. Nobody else on the network can reach it. */
export async function startLocalGitHub(options: LocalGitHubOptions = {}): Promise<LocalGitHub> {
  const keep = options.stateDir !== undefined;
  const folder = resolve(options.stateDir ?? (await mkdtemp(join(tmpdir(), 'local-github-'))));
  await mkdir(folder, { recursive: true });
  const store = openStore(folder, keep, options.now ?? (() => new Date()));
  const state = stateOf(store);
  const journal: Journal = { requests: [], violations: [] };
  const hooks = await writePushHooks(folder);
  let services: Services | undefined;
  const server = createServer((request, response) => {
    if (services === undefined) return;
    serve(services, request, response).catch((cause: unknown) => {
      // A client that went away in the middle is no fault of anybody's.
      if (request.errored !== null || response.destroyed) return;
      const message = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
      journal.violations.push({ kind: 'response', operation: request.url ?? '', message });
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end(message);
    });
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(options.port ?? 0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const addresses = addressesAt(url);
  const signer = signerWith(randomBytes(32));
  const blobUrl = (id: number, mode: 'put' | 'get'): string =>
    `${url}${signedBlobPath({ state, signer }, id, mode)}`;
  const faults = faultBook();
  services = {
    state,
    addresses,
    journal,
    faults,
    signer,
    hooks,
    pushes: new Map(),
    maxFileBytes: options.maxFileBytes ?? maxFileBytes,
    checker: openApiChecker(),
    limits: rateLimits({ ...gitHubLimits, ...options.limits }, store.now),
    signedBlobUrl: (id) => blobUrl(id, 'get'),
    blobUrl: ({ id }, mode) => blobUrl(id, mode),
    mermaidFile: options.mermaidFile,
    formToken: randomBytes(16).toString('hex'),
  };
  const { store: _, feed, ...rooms } = state;
  return {
    ...rooms,
    url,
    serverUrl: `http://github.localhost:${port}`,
    apiUrl: addresses.api,
    graphqlUrl: `${url}/api/graphql`,
    resultsUrl: `${url}/`,
    folder,
    addresses,
    payloads: payloadsOf(state, addresses),
    faults,
    requests: journal.requests,
    violations: journal.violations,
    runtimeToken: (run, job) => signer.runtimeToken(run, job),
    listen: (listener) => feed.listen(listener),
    forget() {
      journal.requests.length = 0;
      journal.violations.length = 0;
    },
    async pushFrom(repository, clone, actor = { login: repository.owner, byJob: false }, refspecs) {
      const moved = await state.repositories.importFrom(repository, clone, refspecs);
      await refsMoved(state, repository, moved, actor);
      await store.flush();
    },
    save: () => store.flush(),
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
      await store.flush();
      if (!keep) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
