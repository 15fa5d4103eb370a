import type { Asked } from '../failure/failure-of-error.ts';
import { failureOfError, mayPass } from '../failure/failure-of-error.ts';
import type { Exchange } from '../transport/exchange.ts';
import type { Timers } from './timers.ts';

const passing = new Set([408, 425, 429, 500, 502, 503, 504]);

export interface PatienceOptions {
  readonly tries: number;
  readonly maxWaitSeconds: number;
  readonly timers: Timers;
  readonly report: (text: string) => void;
}

/** Sends again what may pass, as long as the servers ask for, and no longer in all than one client may wait. */
export class Patience {
  readonly #options: PatienceOptions;
  #waitedSeconds = 0;

  constructor(options: PatienceOptions) {
    this.#options = options;
  }

  /** The first answer that will not pass, or the last there is. Throws a Failure where there was none. */
  async ask(asked: Asked, send: () => Promise<Exchange>, tries = this.#options.tries): Promise<Exchange> {
    for (let tried = 1; ; tried += 1) {
      let why: string;
      let seconds = 2 ** (tried - 1);
      try {
        const answer = await send();
        if (!passing.has(answer.status) || tried >= tries) return answer;
        seconds = secondsAsked(answer.headers.get('retry-after'), this.#options.timers.now()) ?? seconds;
        why = `${asked.host} answered ${answer.status}`;
        if (!this.#take(seconds, why)) return answer;
        await answer.discard();
      } catch (error) {
        const failure = failureOfError(asked, error);
        if (asked.signal?.aborted === true || tried >= tries || !mayPass(error)) throw failure;
        why = failure.message;
        if (!this.#take(seconds, why)) throw failure;
      }
      await this.#pause(asked, seconds);
    }
  }

  /** Waits once more after a fault, in a caller that goes on by itself; false where there is no time left for it. */
  async again(asked: Asked, seconds: number, why: string): Promise<boolean> {
    if (!this.#take(seconds, why)) return false;
    await this.#pause(asked, seconds);
    return true;
  }

  async #pause(asked: Asked, seconds: number): Promise<void> {
    try {
      await this.#options.timers.sleep(seconds * 1_000, asked.signal);
    } catch (error) {
      throw failureOfError(asked, error);
    }
  }

  #take(seconds: number, why: string): boolean {
    const { maxWaitSeconds, report } = this.#options;
    if (this.#waitedSeconds + seconds > maxWaitSeconds) {
      report(`${why}; waiting ${seconds} s would be longer than the ${maxWaitSeconds} s there are in all`);
      return false;
    }
    this.#waitedSeconds += seconds;
    report(`${why}; waiting ${seconds} s`);
    return true;
  }
}

/** `Retry-After`, in seconds or as a date. */
export function secondsAsked(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Math.max(1, Number(header));
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(1, Math.ceil((date - now) / 1_000));
}
