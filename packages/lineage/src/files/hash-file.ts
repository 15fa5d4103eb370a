import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '@weighbridge/contract';

/** Memory stays at this, whatever the size of a file. */
const chunkBytes = 1_048_576;

/** Digest of a file's content, read as a stream; the algorithm begins with `start`. Throws where the file changed meanwhile. */
async function hashContent(
  hash: Hash,
  root: string,
  file: { readonly path: string; readonly bytes: number },
  signal: AbortSignal | undefined,
): Promise<string> {
  const stream = createReadStream(join(root, file.path), {
    highWaterMark: chunkBytes,
    ...(signal === undefined ? {} : { signal }),
  });
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    hash.update(chunk);
  }
  if (bytes !== file.bytes) {
    throw new Failure('config', `${file.path} changed while it was read: is something still writing it?`);
  }
  return hash.digest('hex');
}

/** SHA-256 of a file's content in hex. */
export function fileSha256(
  root: string,
  file: { readonly path: string; readonly bytes: number },
  signal?: AbortSignal,
): Promise<string> {
  return hashContent(createHash('sha256'), root, file, signal);
}

/** The id that git gives to these bytes as a blob, in the repository's object format. */
export function fileBlobId(
  root: string,
  file: { readonly path: string; readonly bytes: number },
  format: 'sha1' | 'sha256',
  signal?: AbortSignal,
): Promise<string> {
  return hashContent(createHash(format).update(`blob ${file.bytes}\0`), root, file, signal);
}
