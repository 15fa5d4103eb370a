import { createHash, type Hash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileDigest, Row } from '@weighbridge/contract';
import { gzipMember, rowBlocks } from './row-blocks.ts';
import { openTempFile, type TempFile } from './temp-file.ts';
import type { RowsWritten } from './write-rows.ts';

/** Hosts refuse or warn about larger files in git; 40 MB leaves room. */
export const maxStoredFileBytes = 40_000_000;
const largestBlockBytes = 4 * 2 ** 20;

export interface RowFilesWritten extends RowsWritten {
  /** In the order of the rows; `path` is relative to the folder. */
  readonly files: readonly FileDigest[];
}

interface OpenFile {
  readonly name: string;
  readonly file: TempFile;
  readonly hash: Hash;
  bytes: number;
}

/**
 * Writes rows into gzip files of at most `maxFileBytes` each: `rows.jsonl.gz`, `rows.2.jsonl.gz` and so on for the base name `rows`. Each
 * is whole by itself. All get their names at the end; where anything fails, none does.
 */
export async function writeRowFiles(
  folder: string,
  baseName: string,
  rows: AsyncIterable<Row> | Iterable<Row>,
  options: { readonly maxFileBytes?: number } = {},
): Promise<RowFilesWritten> {
  const maxFileBytes = options.maxFileBytes ?? maxStoredFileBytes;
  await mkdir(folder, { recursive: true });
  const digest = createHash('sha256');
  const open: OpenFile[] = [];
  let count = 0;
  const put = async (bytes: Buffer): Promise<void> => {
    const member = await gzipMember(bytes);
    let last = open.at(-1);
    if (last === undefined || (last.bytes > 0 && last.bytes + member.length > maxFileBytes)) {
      const number = open.length === 0 ? '' : `.${open.length + 1}`;
      const name = `${baseName}${number}.jsonl.gz`;
      last = { name, file: await openTempFile(join(folder, name)), hash: createHash('sha256'), bytes: 0 };
      open.push(last);
    }
    await last.file.write(member);
    last.hash.update(member);
    last.bytes += member.length;
  };
  try {
    for await (const block of rowBlocks(rows, Math.min(largestBlockBytes, Math.floor(maxFileBytes / 2)))) {
      digest.update(block.bytes);
      count += block.rows;
      await put(block.bytes);
    }
    if (open.length === 0) await put(Buffer.alloc(0));
    for (const { file } of open) await file.commit();
  } finally {
    for (const { file } of open) await file.discard();
  }
  const files = open.map(({ name, hash, bytes }) => ({
    path: name,
    digest: `sha256:${hash.digest('hex')}`,
    bytes,
  }));
  return { files, digest: `sha256:${digest.digest('hex')}`, rows: count };
}
