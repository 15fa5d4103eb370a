import { Failure, type Where } from '@weighbridge/contract';

/** A file as it was read: its path in the repository, for messages, and its bytes. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The largest lockfiles of real projects have a few megabytes; beyond this it is not one. */
export const maxSourceBytes = 33_554_432;

/** Text of a UTF-8 file, a byte order mark taken off. Throws a `config` failure naming the first bad byte's place. */
export function sourceText(file: SourceFile, maxBytes = maxSourceBytes): string {
  const { path, bytes } = file;
  if (bytes.byteLength > maxBytes) {
    const found = `${(bytes.byteLength / 1_048_576).toFixed(1)} MiB`;
    throw refused(`the file is ${found}: expected at most ${maxBytes / 1_048_576} MiB`, { file: path });
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw refused('the file is UTF-16 text: save it as UTF-8', { file: path, line: 1, column: 1 });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refused(
      'the file is not UTF-8 from here on: save it as UTF-8',
      { file: path, ...firstBadPlace(bytes) },
      cause,
    );
  }
}

/** 1-based line and column (in UTF-16 units) of an offset into a text. */
export function placeInText(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, Math.max(0, offset));
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}

/** A mistake in a file that somebody has to mend. */
export function refused(message: string, where: Where, cause?: unknown): Failure {
  return new Failure('config', message, { where, ...(cause === undefined ? {} : { cause }) });
}

/** Found by halving: a prefix of good bytes is good. */
function firstBadPlace(bytes: Uint8Array): { line: number; column: number } {
  let good = 0;
  let bad = bytes.byteLength;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (isGoodStart(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  // As a stream: the first bytes of a broken character are no text before it.
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, good), { stream: true });
  return placeInText(before, before.length);
}

function isGoodStart(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
