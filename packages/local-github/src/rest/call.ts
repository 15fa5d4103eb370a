import type { Reply } from '../http/reply.ts';
import type { Addresses } from '../shape/addresses.ts';
import type { RepositoryRecord, TokenRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';
import type { Need } from '../tokens/access.ts';

/** A request that was found right: known operation, right shape, enough permission. */
export interface Call {
  readonly state: State;
  readonly addresses: Addresses;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The whole address, for links to other pages. */
  readonly url: URL;
  readonly body: Readonly<Record<string, unknown>>;
  readonly token: TokenRecord | undefined;
  /** Time-limited address of an artifact's bytes. */
  readonly signedBlobUrl: (artifactId: number) => string;
}

/** A call within a repository. */
export interface RepositoryCall extends Call {
  readonly repository: RepositoryRecord;
  readonly gitDir: string;
}

export interface RepositoryOperation {
  /** Sets of permissions, any of which is enough: from "Fine-grained access tokens" under each operation in GitHub's documentation. */
  readonly needs: readonly Need[];
  /** Works without a token, or without the permission, where the repository is public. */
  readonly publicRead?: boolean;
  /** Makes content, for the secondary limit. */
  readonly content?: boolean;
  readonly answer: (call: RepositoryCall) => Reply | Promise<Reply>;
}

/** Who acts, for records and events. */
export function actorOf({ token }: Call): { readonly login: string; readonly byJob: boolean } {
  return { login: token?.login ?? 'ghost', byJob: token?.kind === 'actions' };
}

export function textOf(body: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = body[key];
  return typeof value === 'string' ? value : undefined;
}
