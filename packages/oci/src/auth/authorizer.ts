import type { Credential, CredentialSource } from '../credentials/credential.ts';
import { readErrorCodes } from '../failure/error-codes.ts';
import { failureOfAnswer, wrongCredentials } from '../failure/failure-of-answer.ts';
import type { Asked } from '../failure/failure-of-error.ts';
import { RegistryFailure } from '../failure/registry-failure.ts';
import type { Secrets } from '../failure/secrets.ts';
import type { Repository } from '../reference/reference.ts';
import type { Exchange } from '../transport/exchange.ts';
import { readText } from '../transport/read-text.ts';
import { type Challenge, readChallenge } from './challenge.ts';
import { checkRealm } from './realm.ts';
import { type Access, scopesOf } from './scope.ts';
import { basicHeader, readToken, type Token, type TokenRequest, tokenRequest } from './token.ts';

const maxTokenBytes = 262_144;

export interface AuthorizerOptions {
  readonly credentials: CredentialSource;
  readonly insecure: readonly string[];
  readonly secrets: Secrets;
  now(): number;
  /** Sends to a token server, with patience. */
  send(asked: Asked, request: TokenRequest): Promise<Exchange>;
}

/** A request that wants authorization. */
export interface Visit {
  readonly asked: Asked;
  readonly repository: Repository;
  /** `https://host[:port]` of the registry. */
  readonly endpoint: string;
  readonly accesses: readonly Access[];
}

/** Shows registries who asks: remembers how each of them wants it, and the tokens it was given. */
export class Authorizer {
  readonly #options: AuthorizerOptions;
  readonly #challenges = new Map<string, Challenge>();
  readonly #tokens = new Map<string, Promise<Token>>();
  readonly #credentials = new Map<string, Promise<Credential | undefined>>();

  constructor(options: AuthorizerOptions) {
    this.#options = options;
  }

  /** The `Authorization` for a request, as far as it is known before the registry says more. */
  async header(visit: Visit): Promise<string | undefined> {
    const credential = await this.#credentialFor(visit.repository);
    if (credential?.kind === 'bearer') return `Bearer ${credential.token}`;
    const challenge = this.#challenges.get(visit.endpoint);
    return challenge === undefined ? undefined : this.#answer(visit, challenge, credential);
  }

  /** The `Authorization` after a refusal; undefined where there is none that was not shown already. */
  async after(visit: Visit, refusal: Exchange, shown: string | undefined): Promise<string | undefined> {
    const header = refusal.headers.get('www-authenticate');
    const challenge = header === null ? undefined : readChallenge(header);
    if (challenge === undefined) return undefined;
    this.#challenges.set(visit.endpoint, challenge);
    const credential = await this.#credentialFor(visit.repository);
    if (credential?.kind === 'bearer') return undefined;
    if (shown !== undefined) this.#tokens.delete(tokenKey(visit));
    const next = await this.#answer(visit, challenge, credential);
    return next === shown ? undefined : next;
  }

  /** By which a refusal is read. */
  async identity(visit: Visit): Promise<{ identified: boolean; scheme: Challenge['scheme'] | undefined }> {
    const identified = (await this.#credentialFor(visit.repository)) !== undefined;
    return { identified, scheme: this.#challenges.get(visit.endpoint)?.scheme };
  }

  #credentialFor(repository: Repository): Promise<Credential | undefined> {
    const key = `${repository.registry}/${repository.name}`;
    const known = this.#credentials.get(key);
    if (known !== undefined) return known;
    const found = this.#options.credentials(repository).then((credential) => {
      if (credential?.kind === 'password') {
        this.#options.secrets.add(credential.password, basicHeader(credential).slice('Basic '.length));
      } else if (credential !== undefined) {
        this.#options.secrets.add(credential.token);
      }
      return credential;
    });
    this.#credentials.set(key, found);
    return found;
  }

  async #answer(
    visit: Visit,
    challenge: Challenge,
    credential: Credential | undefined,
  ): Promise<string | undefined> {
    if (challenge.scheme === 'bearer') return `Bearer ${await this.#token(visit, challenge, credential)}`;
    if (credential === undefined) return undefined;
    if (credential.kind === 'password') return basicHeader(credential);
    const { what, host } = visit.asked;
    throw new RegistryFailure(
      'credentials',
      `could not ${what}: ${host} wants a user and password, and only a token for its token server is known. Log in again`,
    );
  }

  async #token(
    visit: Visit,
    challenge: Challenge & { scheme: 'bearer' },
    credential: Credential | undefined,
  ) {
    const key = tokenKey(visit);
    const asked = this.#tokens.get(key);
    const held = asked && (await asked);
    if (held !== undefined && held.until > this.#options.now()) return held.value;
    const asking = this.#fetchToken(visit, challenge, credential);
    this.#tokens.set(key, asking);
    // A refusal is not kept; who waits for it hears it.
    asking.catch(() => this.#tokens.delete(key));
    return (await asking).value;
  }

  async #fetchToken(
    visit: Visit,
    { realm, service, scope }: Challenge & { scheme: 'bearer' },
    credential: Credential | undefined,
  ): Promise<Token> {
    const { secrets, insecure, now, send } = this.#options;
    const { what, host } = visit.asked;
    const checked = checkRealm(realm, visit.endpoint, insecure);
    if ('unsafe' in checked) {
      throw new RegistryFailure(
        'unsafe',
        `could not ${what}: ${host} sends for a token to ${secrets.clean(checked.unsafe)}, where a password would be read on the way. Nothing was sent there; check the name of the registry, or have it configured to name https`,
      );
    }
    const asked = { ...visit.asked, host: checked.url.host, what: `${what} (a token for it)` };
    const wanted = scopesOf(visit.accesses);
    const scopes = wanted.length > 0 ? wanted : scope === undefined ? [] : [scope];
    const answer = await send(asked, tokenRequest(checked.url, service, scopes, credential));
    const text = await readText(answer, maxTokenBytes, asked);
    const identified = credential !== undefined;
    if (answer.status === 401 && identified) {
      throw new RegistryFailure(
        'credentials',
        `could not ${what}: ${asked.host} answered 401${wrongCredentials(host)}`,
        {
          status: 401,
        },
      );
    }
    if (answer.status !== 200) {
      const said = readErrorCodes(text);
      throw failureOfAnswer(asked, { status: answer.status, said, identified, scheme: 'bearer' });
    }
    const token = readToken(text, now());
    if (token === undefined) {
      throw new RegistryFailure('answer', `could not ${what}: ${asked.host} gave no token, and no reason`);
    }
    secrets.add(token.value);
    return token;
  }
}

function tokenKey({ endpoint, accesses, repository }: Visit): string {
  return [endpoint, repository.name, ...scopesOf(accesses)].join(' ');
}
