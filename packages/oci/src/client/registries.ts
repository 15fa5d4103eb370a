import { Authorizer, type Visit } from '../auth/authorizer.ts';
import { anonymous, type CredentialSource } from '../credentials/credential.ts';
import { readErrorCodes } from '../failure/error-codes.ts';
import { failureOfAnswer } from '../failure/failure-of-answer.ts';
import type { Asked } from '../failure/failure-of-error.ts';
import { RegistryFailure } from '../failure/registry-failure.ts';
import { Secrets } from '../failure/secrets.ts';
import { endpointOf } from '../reference/endpoint.ts';
import type { Repository } from '../reference/reference.ts';
import { type Exchange, exchange } from '../transport/exchange.ts';
import type { Fetch } from '../transport/fetch.ts';
import { type Limits, usualLimits } from '../transport/limits.ts';
import { proxiedFetch } from '../transport/proxied-fetch.ts';
import { readText } from '../transport/read-text.ts';
import { Patience, secondsAsked } from './patience.ts';
import { maxRedirects, redirectOf } from './redirects.ts';
import type { RegistryRequest } from './registry-request.ts';
import { systemTimers, type Timers } from './timers.ts';

export interface RegistriesOptions {
  readonly credentials?: CredentialSource;
  /** Registries that may be spoken to without encryption, `host` or `host:port`; this machine's own always may. */
  readonly insecure?: readonly string[];
  /** Ends everything. */
  readonly signal?: AbortSignal;
  /** Told why and how long it waits. */
  readonly report?: (text: string) => void;
  readonly limits?: Partial<Limits>;
  readonly fetch?: Fetch;
  readonly timers?: Timers;
}

/** Registries, with what is known of them. Its functions stand beside it: `resolve`, `readManifest`, `uploadBlob`, … */
export interface Registries {
  readonly limits: Limits;
  readonly patience: Patience;
  /** Sends, authorizes, follows and tries again; throws a Failure for every status that is not expected. */
  send(request: RegistryRequest): Promise<Exchange>;
  /** What a failure of this request says. */
  asked(what: string, repository: Repository): Asked;
  endpoint(repository: Repository): string;
}

const maxErrorBytes = 65_536;

/** Opens a client. Nothing is asked before it has to be. */
export function openRegistries(options: RegistriesOptions = {}): Registries {
  const { credentials = anonymous, insecure = [], signal, report = () => undefined } = options;
  const { fetch = proxiedFetch(), timers = systemTimers } = options;
  const limits = { ...usualLimits, ...options.limits };
  const secrets = new Secrets();
  const patience = new Patience({ ...limits, timers, report });
  const authorizer = new Authorizer({
    credentials,
    insecure,
    secrets,
    now: timers.now,
    send: (asked, request) =>
      patience.ask(asked, () => exchange(fetch, { ...request, answerMs: limits.answerMs }, limits, signal)),
  });
  const endpoint = ({ registry }: Repository) => endpointOf(registry, insecure);
  const asked = (what: string, { registry }: Repository): Asked => ({
    what,
    host: registry,
    secrets,
    signal,
  });

  async function send(request: RegistryRequest): Promise<Exchange> {
    const { what, repository, actions, alsoPull, expect, tries } = request;
    const visit: Visit = {
      asked: asked(what, repository),
      repository,
      endpoint: endpoint(repository),
      accesses: [
        { name: repository.name, actions },
        ...(alsoPull === undefined ? [] : [{ name: alsoPull, actions: 'pull' as const }]),
      ],
    };
    const answer = await patience.ask(visit.asked, () => authorized(visit, request), tries);
    if (expect.includes(answer.status)) return answer;
    const text = await readText(answer, maxErrorBytes, visit.asked).catch(() => '');
    const identity = await authorizer.identity(visit);
    throw failureOfAnswer(visit.asked, {
      status: answer.status,
      said: readErrorCodes(text),
      ...identity,
      retryAfterSeconds: secondsAsked(answer.headers.get('retry-after'), timers.now()),
    });
  }

  async function authorized(visit: Visit, request: RegistryRequest): Promise<Exchange> {
    const shown = await authorizer.header(visit);
    const first = await followed(visit, request, shown);
    if (first.status !== 401) return first;
    const next = await authorizer.after(visit, first, shown);
    if (next === undefined) return first;
    await first.discard();
    return followed(visit, request, next);
  }

  async function followed(
    visit: Visit,
    request: RegistryRequest,
    shown: string | undefined,
  ): Promise<Exchange> {
    const { method, address, headers, body, answerMs = limits.answerMs } = request;
    let url = /^https?:/.test(address)
      ? address
      : `${visit.endpoint}/v2/${request.repository.name}/${address}`;
    for (let hops = 0; hops <= maxRedirects; hops += 1) {
      // A store that blobs lie in is told nothing of who asks the registry.
      const known = new URL(url).origin === new URL(visit.endpoint).origin;
      const answer = await exchange(
        fetch,
        {
          url,
          method,
          headers: { ...headers, ...(known && shown !== undefined && { authorization: shown }) },
          ...(body !== undefined && { body }),
          answerMs,
        },
        limits,
        signal,
      );
      if (request.expect.includes(answer.status)) return answer;
      const next = redirectOf(visit.asked, method, url, answer.status, answer.headers.get('location'));
      if (next === undefined) return answer;
      await answer.discard();
      url = next;
    }
    throw new RegistryFailure(
      'answer',
      `could not ${visit.asked.what}: ${visit.asked.host} redirects without an end`,
    );
  }

  return { limits, patience, send, asked, endpoint };
}
