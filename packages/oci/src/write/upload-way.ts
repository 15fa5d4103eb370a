import { RegistryFailure } from '../failure/registry-failure.ts';
import type { Limits } from '../transport/limits.ts';

/** What is that large is worth going on with, where it broke off. */
const chunksWorthIt = 4;

/** How a blob is sent: in one request or in chunks. Some registries take no chunks, and some, or proxies before them, no large requests. */
export class UploadWay {
  inChunks: boolean;
  readonly #worthChunks: boolean;
  /** Each way was refused once at most. */
  readonly #refused = { whole: false, chunks: false };

  constructor(size: number, { monolithicBytes, chunkBytes }: Limits) {
    this.inChunks = size > monolithicBytes;
    this.#worthChunks = size > chunksWorthIt * chunkBytes;
  }

  /** Whether the failure was of the way, and there is another to try at once. */
  otherWay(failure: Error): boolean {
    if (!(failure instanceof RegistryFailure)) return false;
    const { fault } = failure;
    const ofWay = this.inChunks
      ? fault === 'unsupported' || fault === 'invalid' || isForgotten(failure)
      : fault === 'too-large';
    if (!ofWay) return false;
    this.#refused[this.inChunks ? 'chunks' : 'whole'] = true;
    if (this.#refused[this.inChunks ? 'whole' : 'chunks']) return false;
    this.inChunks = !this.inChunks;
    return true;
  }

  /** The connection was lost: the next time it may go on instead of beginning again. */
  brokeOff(): void {
    if (this.#worthChunks && !this.#refused.chunks) this.inChunks = true;
  }
}

/** The registry knows nothing of an upload that it opened, or wants it from another byte on. */
export function isForgotten(failure: Error): boolean {
  return failure instanceof RegistryFailure && (failure.status === 404 || failure.status === 416);
}
