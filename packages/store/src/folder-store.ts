import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '@weighbridge/contract';
import { newRunFiles, type RunFile } from './new-run-files.ts';
import { readRun } from './read-run.ts';
import { provedBytes } from './row-bytes.ts';
import type { ContentEntry, RunContent } from './run-content.ts';
import { assertModelName, newerFirst, parseRunPath, prunable, type RunRef, runPath } from './run-ref.ts';
import type { NewRun, RunStore, StoreOptions } from './run-store.ts';

/** Begins the names of folders that are being written or deleted; no model's name can begin so. */
const unfinished = '.unfinished-';
/** An unfinished folder of this age is left from a process that was killed. */
const staleMs = 24 * 3_600_000;

/**
 * The same in a folder, for use on one machine: `<dir>/<model>/<model key, 12>/<sha, 12>-<run>-<attempt>/`. A run appears and
 * disappears by one rename, so readers and other writers never see half of it.
 */
export function folderStore(dir: string, options: StoreOptions = {}): RunStore {
  const trust = options.trust ?? ['main', 'local'];
  const list = (model: string): Promise<readonly RunRef[]> => listFolder(dir, model);
  return {
    list,
    prefetch: async () => undefined,
    async read(ref) {
      const entries = await folderEntries(ref.name);
      return readRun(ref, folderContent(ref.name, entries), {
        trust,
        remedy: `rm -r ${JSON.stringify(ref.name)}`,
      });
    },
    async write(run) {
      const files = await newRunFiles(run, trust);
      const name = join(dir, runPath(run.evidence));
      const ref = runRef(dir, runPath(run.evidence));
      if (ref === undefined) throw new Error(`no run can be named ${name}`);
      const created = await writeOnce(dir, name, files, run);
      return { ref, created };
    },
    async prune(model, keep, keepAlways) {
      const deleted: RunRef[] = [];
      for (const ref of prunable(await list(model), keep, keepAlways))
        if (await remove(dir, ref.name)) deleted.push(ref);
      await removeLeftovers(dir);
      return deleted;
    },
  };
}

function runRef(dir: string, path: string): RunRef | undefined {
  const parsed = parseRunPath(path);
  return parsed === undefined ? undefined : { ...parsed, name: join(dir, path) };
}

async function listFolder(dir: string, model: string): Promise<readonly RunRef[]> {
  assertModelName(model);
  const refs: RunRef[] = [];
  for (const key of await namesIn(join(dir, model))) {
    for (const run of await namesIn(join(dir, model, key)))
      refs.push(...[runRef(dir, `${model}/${key}/${run}`) ?? []].flat());
  }
  return refs.sort(newerFirst);
}

/** Names in a folder; none if it is not there. */
async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((cause: unknown) => {
    if (hasCode(cause, 'ENOENT', 'ENOTDIR')) return [];
    throw folderFailure(`${folder} cannot be read`, cause);
  });
}

async function folderEntries(folder: string): Promise<readonly ContentEntry[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw folderFailure(`there is no stored run in ${folder}; it may have been pruned`, cause, 'usage');
  });
  return Promise.all(
    names.map(async (path): Promise<ContentEntry> => {
      const found = await lstat(join(folder, path));
      if (found.isFile()) return { path, kind: 'file', bytes: found.size };
      return {
        path,
        kind: found.isSymbolicLink() ? 'symbolic link' : found.isDirectory() ? 'folder' : 'special file',
        bytes: undefined,
      };
    }),
  );
}

function folderContent(folder: string, entries: readonly ContentEntry[]): RunContent {
  return {
    entries,
    read: (path) => readFile(join(folder, path)),
    open: (path) => createReadStream(join(folder, path)),
  };
}

/** True if the run is there by this call, false if it was there with the same content. */
async function writeOnce(
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

async function remove(dir: string, name: string): Promise<boolean> {
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

async function removeLeftovers(dir: string): Promise<void> {
  for (const name of await namesIn(dir)) {
    if (!name.startsWith(unfinished)) continue;
    const found = await stat(join(dir, name)).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > staleMs)
      await rm(join(dir, name), { recursive: true, force: true });
  }
}

function hasCode(cause: unknown, ...codes: readonly string[]): boolean {
  return cause instanceof Error && 'code' in cause && codes.some((code) => code === cause.code);
}

function folderFailure(
  what: string,
  cause: unknown,
  code: 'usage' | 'infrastructure' = 'infrastructure',
): Failure {
  return new Failure(code, `${what} (${cause instanceof Error ? cause.message : String(cause)})`, { cause });
}
