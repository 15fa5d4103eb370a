import type { Journal } from '../http/journal.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import type { Checker } from '../openapi/checker.ts';
import type { Addresses } from '../shape/addresses.ts';
import type { State } from '../state/state.ts';

/** What answers to the REST API are made with. */
export interface RestServices {
  readonly state: State;
  readonly addresses: Addresses;
  readonly checker: Checker;
  readonly limits: RateLimits;
  readonly journal: Journal;
  readonly signedBlobUrl: (artifactId: number) => string;
}
