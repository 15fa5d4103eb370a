import { createHash, type Hash } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, openSync, readlinkSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { Failure } from '@weighbridge/contract';

/** How git names its objects: SHA-1, or SHA-256 in repositories made so. */
export type ObjectFormat = 'sha1' | 'sha256';

export interface BlobId {
  readonly oid: string;
  readonly executable: boolean;
}

/** Up to here a file is read at once, synchronously: a promise for each of thousands of files costs more than reading. */
const maxSyncBytes = 4 * 1024 * 1024;
/** Requests that are under way meanwhile must not run into their time limits. */
const maxBlockedMs = 50;
const chunkBytes = 1024 * 1024;
/** How many large files are read at the same time. */
const parallelReads = 4;

function begin(format: ObjectFormat, bytes: number): Hash {
  return createHash(format).update(`blob ${bytes}\0`);
}

/** The id that git would give to this content. */
export function blobId(content: string | Uint8Array, format: ObjectFormat = 'sha1'): string {
  return begin(format, Buffer.byteLength(content)).update(content).digest('hex');
}

/** The id of a symbolic link: that of the text it points to. */
export function linkId(file: string, format: ObjectFormat): string {
  return blobId(readlinkSync(file, { encoding: 'buffer' }), format);
}

/**
 * The ids of many files, in their order. Nothing is held but what is being read. Throws a `config` failure for a file
 * that cannot be read, or that changes while it is.
 */
export async function blobIds(files: readonly string[], format: ObjectFormat): Promise<readonly BlobId[]> {
  const ids: (BlobId | undefined)[] = [];
  const large: number[] = [];
  const buffer = Buffer.allocUnsafe(maxSyncBytes);
  let breathedAt = performance.now();
  for (const [at, file] of files.entries()) {
    if (performance.now() - breathedAt > maxBlockedMs) {
      await setImmediate();
      breathedAt = performance.now();
    }
    const id = wrapped(file, () => smallFile(file, format, buffer));
    if (id === 'large') large.push(at);
    ids[at] = id === 'large' ? undefined : id;
  }
  const queue = large.values();
  const work = async () => {
    for (const at of queue) ids[at] = await largeFile(files[at] ?? '', format);
  };
  await Promise.all(Array.from({ length: parallelReads }, work));
  return ids.flatMap((id) => id ?? []);
}

function smallFile(file: string, format: ObjectFormat, buffer: Buffer): BlobId | 'large' {
  const handle = openSync(file, 'r');
  try {
    const { size, mode } = fstatSync(handle);
    if (size > maxSyncBytes) return 'large';
    let read = 0;
    while (read < size) {
      const now = readSync(handle, buffer, read, size - read, read);
      if (now === 0) throw new Error('it became shorter while it was read');
      read += now;
    }
    return {
      oid: begin(format, size).update(buffer.subarray(0, size)).digest('hex'),
      executable: (mode & 0o100) !== 0,
    };
  } finally {
    closeSync(handle);
  }
}

async function largeFile(file: string, format: ObjectFormat): Promise<BlobId> {
  const handle = wrapped(file, () => openSync(file, 'r'));
  try {
    const { size, mode } = fstatSync(handle);
    const hash = begin(format, size);
    let read = 0;
    for await (const chunk of createReadStream(file, {
      fd: handle,
      autoClose: false,
      highWaterMark: chunkBytes,
    })) {
      hash.update(chunk);
      read += chunk.length;
    }
    if (read !== size) throw new Error('its size changed while it was read');
    return { oid: hash.digest('hex'), executable: (mode & 0o100) !== 0 };
  } catch (error) {
    throw unreadable(file, error);
  } finally {
    closeSync(handle);
  }
}

function wrapped<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): Failure {
  const reason = error instanceof Error ? error.message : String(error);
  return new Failure('config', `${file} is part of the build context and cannot be read: ${reason}`, {
    cause: error,
  });
}
