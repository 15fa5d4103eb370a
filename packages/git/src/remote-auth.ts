import { Failure } from '@weighbridge/contract';
import type { ConfigEntry } from './environment.ts';
import type { GitAnswer, GitCall } from './git-call.ts';
import { basicCredentials } from './redact.ts';

/**
 * The token, as configuration entries for the one server it belongs to. It travels by environment into our own git
 * children only: never in argv, a URL, or a file.
 */
export class RemoteAuth {
  readonly #token: string;
  /** As an origin; undefined: the token is for any server. */
  readonly #only: string | undefined;
  readonly #run: (call: GitCall) => Promise<GitAnswer>;
  #byRemote = new Map<string, Promise<readonly ConfigEntry[]>>();
  #reading: Promise<readonly ConfigEntry[]> | undefined;
  #oldGit = false;

  constructor(
    { token, server }: { readonly token: string | undefined; readonly server: string | undefined },
    run: (call: GitCall) => Promise<GitAnswer>,
  ) {
    this.#token = token ?? '';
    this.#only = server !== undefined && URL.canParse(server) ? new URL(server).origin : server;
    this.#run = run;
  }

  /** Whether this git is older than 2.31 and reads configuration from another variable; known after the first answer. */
  get isOldGit(): boolean {
    return this.#oldGit;
  }

  forget(): void {
    this.#byRemote.clear();
    this.#reading = undefined;
  }

  forRemote(remote: string): Promise<readonly ConfigEntry[]> {
    if (this.#token === '') return Promise.resolve([]);
    const known = this.#byRemote.get(remote) ?? this.#entries(remote);
    this.#byRemote.set(remote, known);
    return known;
  }

  /** Credentials of the remote that a partial clone fetches missing objects from; none elsewhere. */
  forReading(): Promise<readonly ConfigEntry[]> {
    if (this.#token === '') return Promise.resolve([]);
    this.#reading ??= this.#promisor().then((remote) => (remote === undefined ? [] : this.forRemote(remote)));
    return this.#reading;
  }

  async #promisor(): Promise<string | undefined> {
    const { stdout } = await this.#run({ args: ['config', '--get-regexp', '^remote\\..*\\.promisor$'] });
    return /^remote\.(.+)\.promisor true$/m.exec(stdout.toString('utf8'))?.[1];
  }

  async #entries(remote: string): Promise<readonly ConfigEntry[]> {
    const version = (await this.#run({ args: ['version'] })).stdout.toString('utf8');
    const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
    this.#oldGit = major < 2 || (major === 2 && minor < 31);
    // Fetching and pushing can have different URLs; a token goes to the server of either.
    const urls = await Promise.all([this.#url(remote, []), this.#url(remote, ['--push'])]);
    const servers = [...new Set(urls.flatMap((url) => serverOf(url)))];
    return servers
      .filter((server) => this.#only === undefined || server === this.#only)
      .flatMap((server) => this.#header(server));
  }

  async #url(remote: string, flags: readonly string[]): Promise<string> {
    const { code, stdout } = await this.#run({ args: ['remote', 'get-url', ...flags, '--', remote] });
    return code === 0 ? stdout.toString('utf8').trim() : remote;
  }

  #header(server: string): readonly ConfigEntry[] {
    const key = `http.${server}/.extraheader`;
    return [
      // The empty entry takes away a header that actions/checkout left: two of them are refused by GitHub.
      [key, ''],
      [key, `AUTHORIZATION: basic ${basicCredentials(this.#token)}`],
      // With a token that is refused, no helper is asked: it could wait for a person.
      ['credential.helper', ''],
    ];
  }
}

/** `https://host:port` of an HTTP URL, nothing of other URLs (ssh and paths take no token). */
function serverOf(url: string): readonly string[] {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return [];
  const { protocol, host, hostname } = new URL(url);
  const loopback =
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\./.test(hostname);
  if (protocol === 'http:' && !loopback) {
    throw new Failure(
      'usage',
      `the remote ${protocol}//${host} is not encrypted, so the token is not sent to it; use its https address`,
    );
  }
  return [`${protocol}//${host}`];
}
