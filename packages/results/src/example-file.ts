import { readSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Failure } from '@weighbridge/contract';
import { ExampleIndex } from './example-index.ts';
import { indexExamples } from './example-reader.ts';
import { quoted } from './quoted.ts';
import { refusal } from './row-problems.ts';
import { formatOf } from './row-source.ts';
import { unreadable } from './source-bytes.ts';
import { openTempFile } from './temp-file.ts';

const flushBytes = 1024 * 1024;
const lineBreak = Buffer.from('\n');

/** The examples of a suite. Ids, keys and places are held; the examples stay in the file. */
export interface ExampleFile {
  readonly path: string;
  /** In the order of the file; numbers as text. */
  readonly ids: readonly string[];
  /** Content key by id, 12 hexadecimal digits. */
  readonly keys: ReadonlyMap<string, string>;
  /** Writes these examples in this order, byte for byte as they stand in the file, with the header of a CSV; `target` appears whole. */
  write(target: string, ids: readonly string[]): Promise<void>;
}

export interface ExampleOptions {
  /** Field that identifies an example; `id` by default. */
  readonly id?: string;
  /** What messages call the file, where `path` is a copy of it. */
  readonly name?: string;
}

/**
 * Reads the ids and content keys of a suite's examples (.jsonl or .csv).
 *
 * @throws Failure `rows` with every mistake (the first 20 in full), each with file and line
 */
export async function readExamples(path: string, options: ExampleOptions = {}): Promise<ExampleFile> {
  const file = options.name ?? path;
  const format = path.endsWith('.gz') ? undefined : (formatOf(path) ?? formatOf(file));
  if (format === undefined) throw refusal(file, 'examples are a .jsonl or .csv file');
  const idField = options.id ?? 'id';
  const before = await fingerprint(path, file);
  const index = new ExampleIndex(file, idField);
  await indexExamples(path, file, format, idField, index);
  index.problems.throwIfAny();
  const write = async (target: string, ids: readonly string[]): Promise<void> => {
    const places = ids.map((id) => {
      const place = index.placeOf(id);
      if (place === undefined) throw refusal(file, `no example has the id ${quoted(id)}`);
      return place;
    });
    if ((await fingerprint(path, file)) !== before) {
      throw new Failure('infrastructure', 'the file changed while its examples were chosen; start again', {
        where: { file },
      });
    }
    await writeExamples(path, target, index, places);
  };
  return { path, ids: index.ids, keys: index.keys, write };
}

async function writeExamples(
  path: string,
  target: string,
  index: ExampleIndex,
  places: readonly number[],
): Promise<void> {
  const source = await open(path, 'r');
  const file = await openTempFile(target).catch(async (error: unknown) => {
    await source.close();
    throw error;
  });
  try {
    let parts: Buffer[] = index.header === undefined ? [] : [index.header, lineBreak];
    let held = 0;
    for (const place of places) {
      const bytes = readAt(source.fd, index.starts.at(place), index.lengths.at(place));
      parts.push(bytes, lineBreak);
      held += bytes.length;
      if (held < flushBytes) continue;
      await file.write(Buffer.concat(parts));
      parts = [];
      held = 0;
    }
    await file.write(Buffer.concat(parts));
    await file.commit();
  } finally {
    await source.close();
    await file.discard();
  }
}

/** Synchronous, as one of a million small reads: asynchronous ones take ten times as long. */
function readAt(file: number, start: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const count = readSync(file, bytes, read, length - read, start + read);
    if (count === 0) throw new Error('the examples file became shorter while it was read');
    read += count;
  }
  return bytes;
}

/** Size and time of change: enough to see that places in a file no longer hold. */
async function fingerprint(path: string, file: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(path);
    return `${size} ${mtimeMs}`;
  } catch (error) {
    throw unreadable(file, error);
  }
}
