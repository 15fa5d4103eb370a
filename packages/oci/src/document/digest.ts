import { createHash, type Hash } from 'node:crypto';
import { sha256Hex } from '@weighbridge/contract';
import { digestFault } from '../reference/grammar.ts';

/** `sha256:…` of bytes. */
export function digestOf(bytes: Uint8Array | string): string {
  return `sha256:${sha256Hex(bytes)}`;
}

/** Whether bytes are those that a digest, of whichever algorithm, names. */
export function hasDigest(bytes: Uint8Array, digest: string): boolean {
  const hash = hashFor(digest);
  hash.update(bytes);
  return endsAs(hash, digest);
}

/** What computes the digest's algorithm. Throws for what is no digest. */
export function hashFor(digest: string): Hash {
  const fault = digestFault(digest);
  if (fault !== undefined) throw new Error(`the digest ${JSON.stringify(digest)} ${fault}`);
  return createHash(digest.slice(0, digest.indexOf(':')));
}

export function endsAs(hash: Hash, digest: string): boolean {
  return hash.digest('hex') === digest.slice(digest.indexOf(':') + 1);
}
