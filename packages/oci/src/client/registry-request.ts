import type { Access } from '../auth/scope.ts';
import type { Repository } from '../reference/reference.ts';
import type { OutgoingBody } from '../transport/sending.ts';

/** One request to a registry. */
export interface RegistryRequest {
  /** Completes "could not …". */
  readonly what: string;
  readonly repository: Repository;
  readonly actions: Access['actions'];
  /** Another repository of the registry that blobs are taken from. */
  readonly alsoPull?: string;
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the repository (`manifests/latest`), or the whole address of an upload. */
  readonly address: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: OutgoingBody;
  /** Statuses that are answers; others are failures. A redirect that is expected is not followed. */
  readonly expect: readonly number[];
  /** How often it is sent at most, faults that may pass counted. */
  readonly tries?: number;
  readonly answerMs?: number;
}
