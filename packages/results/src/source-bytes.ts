import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Failure } from '@weighbridge/contract';
import { maxSourceBytes } from './limits.ts';
import { refusal } from './row-problems.ts';
import type { RowSource } from './row-source.ts';

const gunzipChunkBytes = 256 * 1024;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The text bytes of a source: gzip (known by its first bytes, also of several members) is unpacked, a UTF-8 byte order mark is
 * left out. Throws a Failure for a missing file, a damaged or cut gzip, UTF-16 text and more than `maxSourceBytes`.
 */
export async function* sourceBytes(source: RowSource): AsyncGenerator<Buffer, void, void> {
  let total = 0;
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of unpacked(source)) {
    total += chunk.length;
    if (total > maxSourceBytes) {
      throw refusal(
        source.name,
        `the file holds more than ${maxSourceBytes / 2 ** 30} GiB after decompression`,
      );
    }
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (head.length < byteOrderMark.length) continue;
    const first = withoutMark(source, head);
    head = undefined;
    if (first.length > 0) yield first;
  }
  if (head !== undefined && head.length > 0) yield withoutMark(source, head);
}

function withoutMark(source: RowSource, head: Buffer): Buffer {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (utf16) throw refusal(source.name, 'the file is UTF-16 text; write it as UTF-8');
  return head.subarray(0, 3).equals(byteOrderMark) ? head.subarray(3) : head;
}

async function* unpacked(source: RowSource): AsyncGenerator<Buffer, void, void> {
  const raw = rawBytes(source);
  const start: Buffer[] = [];
  let length = 0;
  while (length < 2) {
    const next = await raw.next();
    if (next.done) break;
    start.push(next.value);
    length += next.value.length;
  }
  const first = start.length === 1 && start[0] !== undefined ? start[0] : Buffer.concat(start);
  const all = followedBy(first, raw);
  if (first[0] === 0x1f && first[1] === 0x8b) yield* gunzipped(source, all);
  else if (source.name.endsWith('.gz') && first.length > 0) {
    throw refusal(source.name, 'the file is not gzip, though its name says so');
  } else yield* all;
}

async function* gunzipped(
  source: RowSource,
  packed: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, void, void> {
  const gunzip = createGunzip({ chunkSize: gunzipChunkBytes });
  const input = Readable.from(packed, { objectMode: true });
  input.on('error', (error) => gunzip.destroy(error));
  input.pipe(gunzip);
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof Failure) throw error;
    const cut = codeOf(error) === 'Z_BUF_ERROR';
    const what = cut
      ? 'the gzip file ends too early; was it cut while being written or copied?'
      : 'the gzip file is damaged';
    throw refusal(source.name, what, error);
  } finally {
    input.destroy();
    gunzip.destroy();
  }
}

async function* followedBy(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void> {
  if (first.length > 0) yield first;
  yield* rest;
}

async function* rawBytes(source: RowSource): AsyncGenerator<Buffer, void, void> {
  try {
    for await (const chunk of source.open()) {
      if (chunk.length > 0) {
        yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      }
    }
  } catch (error) {
    throw unreadable(source.name, error);
  }
}

/** Why a file cannot be read, as a Failure; anything that is no fault of the file system is passed on. */
export function unreadable(name: string, error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof Failure || code === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return refusal(name, 'there is no such file', error);
  if (code === 'EISDIR') return refusal(name, 'this is a folder, not a file', error);
  if (code === 'EACCES' || code === 'EPERM') return refusal(name, 'no permission to read this file', error);
  return new Failure('infrastructure', `the file cannot be read (${code})`, {
    cause: error,
    where: { file: name },
  });
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
