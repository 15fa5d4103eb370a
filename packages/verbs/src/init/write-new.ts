import { randomBytes } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { copyFile, link, mkdir, open, realpath, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { Failure } from '@weighbridge/contract';

export interface NewText {
  /** From the root, with `/` between folders. */
  readonly path: string;
  readonly text: string;
}

/**
 * Writes new files, each whole, and all of them or none. What exists is never replaced, not even where it came to be a
 * moment ago.
 *
 * @throws Failure `usage` where one exists by now, or its folder lies outside the repository
 */
export async function writeNew(root: string, files: readonly NewText[]): Promise<void> {
  const drafts: { readonly draft: string; readonly target: string; readonly path: string }[] = [];
  const made: string[] = [];
  const folders: string[] = [];
  try {
    for (const { path, text } of files) {
      const target = join(root, path);
      folders.push(...(await madeFolders(root, dirname(target))));
      await assertInside(root, dirname(target), path);
      const draft = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
      drafts.push({ draft, target, path });
      await writeWhole(draft, text);
    }
    for (const { draft, target, path } of drafts) {
      await appear(draft, target, path);
      made.push(target);
    }
  } catch (error) {
    for (const target of made) await rm(target, { force: true });
    for (const { draft } of drafts) await rm(draft, { force: true });
    // Deepest first; those that hold something by now stay.
    for (const folder of folders.reverse()) await rmdir(folder).catch(() => undefined);
    throw error;
  }
  for (const { draft } of drafts) await rm(draft, { force: true });
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A link fails where the name is taken, which a rename would replace; some file systems have none. */
async function appear(draft: string, target: string, path: string): Promise<void> {
  try {
    await link(draft, target);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST' || existsSync(target)) {
      throw new Failure('usage', 'it exists by now; nothing was written', {
        where: { file: path },
        cause: error,
      });
    }
    await copyFile(draft, target, constants.COPYFILE_EXCL);
  }
}

/** Makes a folder and those around it; which ones were not there. */
async function madeFolders(root: string, folder: string): Promise<readonly string[]> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return [];
  const made: string[] = [];
  for (let at = folder; at !== dirname(first) && at !== root; at = dirname(at)) made.unshift(at);
  return made;
}

async function assertInside(root: string, folder: string, path: string): Promise<void> {
  const way = relative(await realpath(root), await realpath(folder));
  if (!way.startsWith('..')) return;
  throw new Failure('usage', 'its folder is a link that leads out of the repository', {
    where: { file: path },
  });
}
