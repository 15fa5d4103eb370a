import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Row } from '@weighbridge/contract';
import { gzipMember, type RowBlock, rowBlocks } from './row-blocks.ts';
import { openTempFile } from './temp-file.ts';

const blockBytes = 1024 * 1024;

export interface RowsWritten {
  /** `sha256:…` of the lines before compression. */
  readonly digest: string;
  readonly rows: number;
}

/**
 * Writes rows as results.jsonl, holding no more than a block of them. A file gets its name only when it is whole; a stream is waited for when it
 * is full, and left open.
 */
export async function writeRows(
  target: string | Writable,
  rows: AsyncIterable<Row> | Iterable<Row>,
  options: { readonly gzip: boolean },
): Promise<RowsWritten> {
  if (typeof target !== 'string') return writeBlocks(rows, options.gzip, (bytes) => writeTo(target, bytes));
  const file = await openTempFile(target);
  try {
    const written = await writeBlocks(rows, options.gzip, (bytes) => file.write(bytes));
    await file.commit();
    return written;
  } finally {
    await file.discard();
  }
}

async function writeBlocks(
  rows: AsyncIterable<Row> | Iterable<Row>,
  gzip: boolean,
  write: (bytes: Buffer) => Promise<void>,
): Promise<RowsWritten> {
  const digest = createHash('sha256');
  let count = 0;
  const put = async (block: RowBlock): Promise<void> => {
    digest.update(block.bytes);
    count += block.rows;
    await write(gzip ? await gzipMember(block.bytes) : block.bytes);
  };
  for await (const block of rowBlocks(rows, blockBytes)) await put(block);
  // No rows at all are still a valid gzip file.
  if (count === 0) await put({ bytes: Buffer.alloc(0), rows: 0 });
  return { digest: `sha256:${digest.digest('hex')}`, rows: count };
}

async function writeTo(stream: Writable, bytes: Buffer): Promise<void> {
  if (bytes.length > 0 && !stream.write(bytes)) await once(stream, 'drain');
}
