import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { Failure, maxFieldChars, type Problem, type Where } from '@weighbridge/contract';
import { maxListedProblems } from './limits.ts';
import { unreadable } from './source-bytes.ts';

/** An id that may never fail, and where it is asked for. */
export interface MustPassId {
  readonly id: string;
  readonly where: Where;
}

const maxMustPassBytes = 16 * 2 ** 20;

/** Ids of a must-pass list: one a line, blank lines and lines that start with `#` are left out. Throws a Failure `config`. */
export async function readMustPass(path: string): Promise<readonly string[]> {
  return (await readMustPassList(path)).map(({ id }) => id);
}

/** The same with places, so that ids that no example has can be pointed at. */
export async function readMustPassList(path: string): Promise<readonly MustPassId[]> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw unreadable(path, error);
  }
  return parseMustPass(path, bytes);
}

/** The same from bytes, as they come from git; `file` is what messages call them. An id that is listed twice counts once. */
export function parseMustPass(file: string, bytes: Uint8Array): readonly MustPassId[] {
  if (bytes.length > maxMustPassBytes) throw refused(file, undefined, 'a must-pass list of more than 16 MiB');
  if (!isUtf8(bytes)) throw refused(file, undefined, 'not valid UTF-8');
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\ufeff/, '');
  const ids = new Map<string, MustPassId>();
  for (const [at, line] of text.split('\n').entries()) {
    const id = line.trim();
    if (id === '' || id.startsWith('#') || ids.has(id)) continue;
    if (id.length > maxFieldChars)
      throw refused(file, at + 1, `an id of more than ${maxFieldChars} characters`);
    ids.set(id, { id, where: { file, line: at + 1 } });
  }
  return [...ids.values()];
}

/** Problems, the first in full and the rest counted. */
export function listedProblems(problems: readonly Problem[]): readonly Problem[] {
  const more = problems.length - maxListedProblems;
  if (more <= 0) return problems;
  return [...problems.slice(0, maxListedProblems), { message: `and ${more.toLocaleString('en-US')} more` }];
}

function refused(file: string, line: number | undefined, message: string): Failure {
  return new Failure('config', message, { where: line === undefined ? { file } : { file, line } });
}
