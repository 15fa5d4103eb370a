import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';

/** How often the holder says that it lives, and after what silence it is taken to be gone. */
const beatMs = 15_000;
const silenceMs = 90_000;

/** What came of the work, or who else is at it. */
export type Locked<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'held' /** `1234 on host`. */; readonly holder: string };

/**
 * Does the work while it holds a lock, which is a file that names its holder. One that a killed process left behind is
 * taken over: its holder is gone, or has said nothing for a while. Throws what the work or the file system throws.
 */
export async function withFileLock<Value>(path: string, work: () => Promise<Value>): Promise<Locked<Value>> {
  const holder = await take(path);
  if (holder !== undefined) return { kind: 'held', holder };
  const beat = setInterval(() => {
    const now = new Date();
    // Where somebody deleted the file there is nothing left to guard.
    utimes(path, now, now).catch(() => undefined);
  }, beatMs);
  try {
    return { kind: 'done', value: await work() };
  } finally {
    clearInterval(beat);
    await rm(path, { force: true });
  }
}

/** Takes the lock, or says who holds it. */
async function take(path: string): Promise<string | undefined> {
  while (!(await created(path))) {
    const holder = await readFile(path, 'utf8').catch(() => '');
    if (await isAtWork(path, holder)) return holder.replace(' ', ' on ');
    // Left behind by a process that was killed.
    await rm(path, { force: true });
  }
  return undefined;
}

async function created(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(`${process.pid} ${hostname()}`);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the holder lives: it spoke lately and, where it can be asked, it is there. */
async function isAtWork(path: string, holder: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || Date.now() - found.mtimeMs > silenceMs) return false;
  const [pid, host] = holder.split(' ');
  // No name yet: it has just taken the lock.
  if (host === undefined || host !== hostname()) return true;
  if (Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
