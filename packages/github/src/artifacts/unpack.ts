import { createWriteStream } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '@weighbridge/contract';
import type { Entry } from 'yauzl';
import { sizeText } from './size-text.ts';

/** What may come out of an archive. */
export interface UnpackRules {
  /** Of all files together, unpacked. */
  readonly maxBytes: number;
  /** Matches the whole path of every file that may be there. */
  readonly expectedFiles: RegExp;
}

/** An artifact of ours holds a handful of files; reading the names of a million is work for nothing. */
const maxFiles = 1_000;
const fileTypeMask = 0o170000;
const regularFile = 0o100000;

/**
 * Unpacks a zip archive, which may come from anybody, into a folder that is empty. Every name is looked at before a byte is
 * written. Throws a Failure on what is not expected: another name, a link, a path that leaves the folder, two files of one
 * name, more bytes than allowed (also where the archive lies about them), or no archive at all.
 *
 * @returns paths of the files within the folder, sorted
 */
export async function unpack(
  archive: string,
  folder: string,
  what: string,
  { maxBytes, expectedFiles }: UnpackRules,
): Promise<readonly string[]> {
  const refuse = (why: string, cause?: unknown): Failure =>
    new Failure('rows', `${what} is not as Weighbridge writes it: ${why}`, { cause });
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(archive, { autoClose: false, strictFileNames: true }).catch(
    (error: unknown) => {
      throw refuse(`it cannot be read as an archive (${sentence(error)})`, error);
    },
  );
  try {
    const entries = new Map<string, Entry>();
    let declared = 0;
    if (zip.entryCount > maxFiles) throw refuse(`it holds ${zip.entryCount} files`);
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      const type = (entry.externalFileAttributes >>> 16) & fileTypeMask;
      if (type !== 0 && type !== regularFile) throw refuse(`${quoted(name)} is no plain file`);
      if (name.match(expectedFiles)?.[0] !== name)
        throw refuse(`nothing named ${quoted(name)} belongs there`);
      if (entries.has(name)) throw refuse(`it holds ${quoted(name)} twice`);
      if (entry.isEncrypted() || !entry.canDecodeFileData()) throw refuse(`${quoted(name)} is encrypted`);
      declared += entry.uncompressedSize;
      if (declared > maxBytes) throw tooLarge(what, maxBytes);
      entries.set(name, entry);
    }
    for (const [name, entry] of entries) {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      if (!`${await realpath(dirname(path))}${sep}`.startsWith(`${await realpath(folder)}${sep}`))
        throw refuse(`${quoted(name)} leaves its folder`);
      await pipeline(
        await zip.openReadStreamPromise(entry),
        exactly(entry.uncompressedSize),
        createWriteStream(path, { flags: 'wx' }),
      );
    }
    return [...entries.keys()].sort();
  } catch (error) {
    if (error instanceof Failure || isOfFileSystem(error)) throw error;
    throw refuse(sentence(error), error);
  } finally {
    zip.close();
  }
}

/** An archive may declare less than it holds: not a byte more is written. */
function exactly(bytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > bytes) done(new Error('a file is longer than it says'));
      else done(null, chunk);
    },
  });
}

/** The failure of an artifact that is larger than who asked for it takes. */
export function tooLarge(what: string, maxBytes: number): Failure {
  return new Failure('rows', `${what} is larger than the ${sizeText(maxBytes)} that are taken`);
}

function isOfFileSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Names in an archive are anybody's: shown short, and so that nothing in them is invisible or acts. */
function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 80)).replace(
    /[^ -~]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
