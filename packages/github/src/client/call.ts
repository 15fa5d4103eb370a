/** One request as its caller sees it, whatever happens to it on the way. A class, so that Octokit hands it on as it is. */
export class Call {
  /** A write that is only right for what was last read: after a wait it is not sent again. */
  readonly once: boolean;
  tries: number;
  /** There was a fault that may pass, and the time to let it pass is over. */
  paused = false;

  constructor(once: boolean, tries = 0) {
    this.once = once;
    this.tries = tries;
  }
}

/** Thrown instead of sending a write once more: the caller looks again first. */
export class LookAgain extends Error {
  // The plugins look in here for how to go on, and find nothing.
  readonly request = { request: {} };
}

/** The call that Octokit's options carry, under `request.call`. */
export function callOf(options: { readonly request?: unknown }): Call | undefined {
  const { request } = options;
  if (typeof request !== 'object' || request === null || !('call' in request)) return undefined;
  return request.call instanceof Call ? request.call : undefined;
}
