import { createReadStream } from 'node:fs';
import type { BlobOfSize } from '../read/read-blob.ts';

/** A blob to be sent; it can be opened again where an upload has to go back. */
export interface BlobSource extends BlobOfSize {
  /** Its bytes from an offset on. */
  open(from: number): AsyncIterable<Uint8Array>;
}

const readBytes = 262_144;

/** Bytes in memory. */
export function bytesSource(digest: string, bytes: Uint8Array): BlobSource {
  return {
    digest,
    size: bytes.length,
    async *open(from) {
      for (let at = from; at < bytes.length; at += readBytes) yield bytes.subarray(at, at + readBytes);
    },
  };
}

/** A file whose digest and size are known. */
export function fileSource({ digest, size }: BlobOfSize, file: string): BlobSource {
  return {
    digest,
    size,
    open: (from) => createReadStream(file, { start: from, highWaterMark: readBytes }),
  };
}
