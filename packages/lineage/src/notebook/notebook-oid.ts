import { createHash } from 'node:crypto';
import { notebookSource } from './notebook-source.ts';

/**
 * The object id that a notebook counts with in a model key: git's id of its source without what running it leaves behind. `oid`, git's own id of
 * the bytes, says the format of ids.
 */
export function notebookOid(bytes: Uint8Array, oid: string): string {
  const source = notebookSource(bytes);
  return createHash(oid.length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${source.byteLength}\0`)
    .update(source)
    .digest('hex');
}
