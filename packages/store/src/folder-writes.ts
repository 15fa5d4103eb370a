import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '@weighbridge/contract';
import { folderFailure, hasCode, namesIn } from './folder-names.ts';
import type { RunFile } from './new-run-files.ts';
import { provedBytes } from './row-bytes.ts';
import type { NewRun } from './run-store.ts';

/** Begins the names of folders that are being written or deleted; no model's name can begin so. */
const unfinished = '.unfinished-';
/** An unfinished folder of this age is left from a process that was killed. */
const staleMs = 24 * 3_600_000;

/** True if the run is there by this call, false if it was there with the same content. */
export async function writeOnce(
  dir: string,
  name: string,
  files: readonly RunFile[],
  run: NewRun,
): Promise<boolean> {
  const temporary = join(dir, `${unfinished}${randomUUID()}`);
  try {
    await mkdir(temporary, { recursive: true });
    for (const { path, data } of files) {
      await pipeline(
        typeof data === 'function' ? data() : [data],
        createWriteStream(join(temporary, path), { flags: 'wx' }),
      );
      await flush(join(temporary, path));
    }
    await mkdir(dirname(name), { recursive: true });
    await rename(temporary, name);
    return true;
  } catch (cause) {
    if (!hasCode(cause, 'ENOTEMPTY', 'EEXIST', 'EPERM'))
      throw folderFailure(`the run could not be written into ${dir}`, cause);
    if (await sameContent(name, files, run)) return false;
    throw new Failure(
      'usage',
      `${name} is stored already with other content, and a run is stored once; if this one is right, delete that folder and record it again`,
    );
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Bytes reach the disk before the name does: after a power cut there is a whole run or none. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}

/** The documents byte for byte; the rows by the digests that the evidence, equal by then, names. */
async function sameContent(name: string, files: readonly RunFile[], run: NewRun): Promise<boolean> {
  const names = await namesIn(name);
  if (names.length !== files.length) return false;
  for (const { path, data } of files) {
    if (typeof data === 'function') continue;
    const there = await readFile(join(name, path)).catch(() => undefined);
    if (there === undefined || !there.equals(data)) return false;
  }
  try {
    const rows = provedBytes(
      (path) => createReadStream(join(name, path)),
      run.evidence.suites.flatMap((suite) => suite.files),
    );
    for await (const _ of rows);
    return true;
  } catch {
    return false;
  }
}

/** Takes a run away by one rename; false if it was gone. */
export async function remove(dir: string, name: string): Promise<boolean> {
  const temporary = join(dir, `${unfinished}${randomUUID()}`);
  try {
    await rename(name, temporary);
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return false;
    throw folderFailure(`${name} could not be deleted`, cause);
  }
  await rm(temporary, { recursive: true, force: true });
  return true;
}

/** Deletes what processes that were killed left unfinished. */
export async function removeLeftovers(dir: string): Promise<void> {
  for (const name of await namesIn(dir)) {
    if (!name.startsWith(unfinished)) continue;
    const found = await stat(join(dir, name)).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > staleMs)
      await rm(join(dir, name), { recursive: true, force: true });
  }
}
