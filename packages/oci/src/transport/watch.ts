/** Thrown where the other side says nothing for too long. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';

  constructor(ms: number) {
    super(`nothing came or went for ${Math.round(ms / 100) / 10} s`);
  }
}

/** Thrown where bytes come, but so slowly that they would never end. */
export class TrickleError extends Error {
  override readonly name = 'TrickleError';
}

/** Thrown where what is to be sent could not be read. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}

/** Ends a request when its caller cancels, or when nothing has moved for too long. */
export class Watch {
  readonly #stop = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #cancel = (): void => this.#stop.abort(this.#caller?.reason);
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  // Not AbortSignal.timeout within AbortSignal.any: Node 20 may collect the one as garbage before it fires.
  constructor(caller: AbortSignal | undefined) {
    this.#caller = caller;
    if (caller?.aborted === true) this.#cancel();
    caller?.addEventListener('abort', this.#cancel, { once: true });
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Something moved: from here on there are so many milliseconds for the next move. */
  expect(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#ended) return;
    this.#timer = setTimeout(() => this.#stop.abort(new SilenceError(ms)), ms);
  }

  /** The next move is ours. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  /** Nothing is waited for any more. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#cancel);
  }
}
