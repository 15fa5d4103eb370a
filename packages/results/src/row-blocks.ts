import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Row } from '@weighbridge/contract';
import { checkRow } from './row-check.ts';

const gzipAsync = promisify(gzip);
const gzipLevel = 6;
// Place of the operating system in a gzip header, and "unknown": the only thing in it that differs between machines.
const osByte = 9;
const unknownOs = 255;

export interface RowBlock {
  readonly bytes: Buffer;
  readonly rows: number;
}

/** Rows as lines, in blocks of about `blockBytes` and whole lines. Throws where a row is none: what is written must be readable. */
export async function* rowBlocks(
  rows: AsyncIterable<Row> | Iterable<Row>,
  blockBytes: number,
): AsyncGenerator<RowBlock, void, void> {
  let lines: string[] = [];
  let length = 0;
  for await (const row of rows) {
    const line = lineOf(row);
    lines.push(line);
    length += line.length;
    if (length < blockBytes) continue;
    yield { bytes: Buffer.from(lines.join('')), rows: lines.length };
    lines = [];
    length = 0;
  }
  if (lines.length > 0) yield { bytes: Buffer.from(lines.join('')), rows: lines.length };
}

function lineOf(row: Row): string {
  const checked = checkRow(row);
  if (!checked.ok) throw new TypeError(`not a row: ${checked.mistakes.join('; ')}`);
  return `${JSON.stringify(row)}\n`;
}

/** Bytes as one gzip member: the same on every machine, without a time. Members one after another are a gzip file again. */
export async function gzipMember(bytes: Uint8Array): Promise<Buffer> {
  const member = await gzipAsync(bytes, { level: gzipLevel });
  member[osByte] = unknownOs;
  return member;
}
