/** One request as it was answered. */
export interface LoggedRequest {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Operation id; `unknown` where GitHub's description has none. */
  readonly operation: string;
  /** Whose token it came with. */
  readonly login: string | null;
  readonly status: number;
  /** The injected fault that met it. */
  readonly fault: string | null;
  readonly body: string;
}

/** Something that GitHub's own description does not allow: a bug of the suite, or of the local GitHub. Tests assert that there is none. */
export interface Violation {
  readonly kind: 'unknown-operation' | 'request' | 'response' | 'limit';
  readonly operation: string;
  readonly message: string;
}

export interface Journal {
  readonly requests: LoggedRequest[];
  readonly violations: Violation[];
}
