import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type FileDigest, maxLineBytes, type SuiteEvidence } from '@weighbridge/contract';
import { maxRowsBytes } from './limits.ts';
import type { RunContent } from './run-content.ts';
import { RunFault } from './run-documents.ts';

type OpenFile = RunContent['open'];

/**
 * Proves the rows of a suite: bytes and digest of each file, digest of what they hold, and a size that cannot fill the
 * memory or the day of a reader. Holds one chunk at a time. Throws a RunFault.
 */
export async function proveRows(open: OpenFile, suite: SuiteEvidence): Promise<void> {
  // Rows that the evidence admits cannot be longer than the longest line that readers take.
  const most = Math.min(maxRowsBytes, (suite.rows + 1) * (maxLineBytes + 1));
  const unpacked = createGunzip();
  const packed = Readable.from(provedBytes(open, suite.files), { objectMode: false });
  packed.on('error', (error) => unpacked.destroy(error));
  packed.pipe(unpacked);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > most) throw new RunFault(`the rows of \`${suite.name}\` unpack to more than ${most} bytes`);
      hash.update(chunk);
    }
  } catch (error) {
    if (isZlibError(error))
      throw new RunFault(`the rows of \`${suite.name}\` are not gzip (${error.message})`);
    throw error;
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
  if (`sha256:${hash.digest('hex')}` !== suite.digest) {
    throw new RunFault(
      `the rows of \`${suite.name}\` are not those that its evidence names (their digests differ)`,
    );
  }
}

/** The bytes of the files one after the other; a RunFault where they are not what their digests say. */
export async function* provedBytes(open: OpenFile, files: readonly FileDigest[]): AsyncGenerator<Uint8Array> {
  for (const { path, digest, bytes } of files) {
    const hash = createHash('sha256');
    let seen = 0;
    for await (const chunk of open(path)) {
      seen += chunk.length;
      if (seen > bytes) break;
      hash.update(chunk);
      yield chunk;
    }
    if (seen !== bytes || `sha256:${hash.digest('hex')}` !== digest) {
      throw new RunFault(`${path} is not the file that its evidence names (their digests differ)`);
    }
  }
}

function isZlibError(error: unknown): error is Error {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
  );
}
