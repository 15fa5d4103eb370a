import { type FileHandle, open, rename, rm } from 'node:fs/promises';

const maxAttempts = 1_000;

/** A file in the making beside its target: nobody sees half of it. */
export interface TempFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Gives the file its name, in place of what had it. */
  commit(): Promise<void>;
  /** Removes it. Does nothing after `commit`. */
  discard(): Promise<void>;
}

/** Opens a new file in the folder of `path`. */
export async function openTempFile(path: string): Promise<TempFile> {
  const { handle, name } = await openUnused(path);
  let done = false;
  return {
    async write(bytes) {
      let written = 0;
      while (written < bytes.length) written += (await handle.write(bytes, written)).bytesWritten;
    },
    async commit() {
      await handle.close();
      await rename(name, path);
      done = true;
    },
    async discard() {
      if (done) return;
      done = true;
      await handle.close().catch(() => undefined);
      await rm(name, { force: true });
    },
  };
}

async function openUnused(path: string): Promise<{ handle: FileHandle; name: string }> {
  for (let attempt = 0; ; attempt++) {
    const name = `${path}.partial-${attempt}`;
    try {
      return { handle: await open(name, 'wx'), name };
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (!taken || attempt >= maxAttempts) throw error;
    }
  }
}
