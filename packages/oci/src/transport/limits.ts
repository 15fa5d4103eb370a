/** How long is waited for what, and how much is taken. */
export interface Limits {
  /** From the last byte of a request to the answer's head. */
  readonly answerMs: number;
  /** The same where a registry puts an upload together, and reads it whole for that. Node's fetch waits 300 s at most. */
  readonly commitMs: number;
  /** Between two moves of a body, either way. */
  readonly idleMs: number;
  /** A body that comes slower than this is given up, after some time of waiting for it. */
  readonly slowestBytesPerSecond: number;
  readonly slowAfterMs: number;
  /** How often a request is sent at most. */
  readonly tries: number;
  /** For all waits between tries of one client together. */
  readonly maxWaitSeconds: number;
  /** Of an index, manifest or image config. Registries take 4 MiB. */
  readonly maxDocumentBytes: number;
  /**
   * Blobs up to this size are sent in one request, larger ones in chunks from the start. One request is what every registry takes;
   * several take no chunks. What broke off is sent in chunks then, so that it can go on.
   */
  readonly monolithicBytes: number;
  /** Of one chunk; GitHub's registry refuses those over 4 MiB. */
  readonly chunkBytes: number;
}

const mebibyte = 1_048_576;

export const usualLimits: Limits = {
  answerMs: 30_000,
  commitMs: 290_000,
  idleMs: 60_000,
  slowestBytesPerSecond: 8_192,
  slowAfterMs: 60_000,
  tries: 4,
  maxWaitSeconds: 120,
  maxDocumentBytes: 4 * mebibyte,
  monolithicBytes: Number.POSITIVE_INFINITY,
  chunkBytes: 4_000_000,
};
