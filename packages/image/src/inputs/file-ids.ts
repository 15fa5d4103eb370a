import { closeSync, lstatSync, openSync, readFileSync, readSync } from 'node:fs';
import type { KeyFile } from '@weighbridge/contract';
import { blobIds, linkId, type ObjectFormat } from './blob-id.ts';
import type { ContextEntry } from './context-files.ts';
import type { InputFile } from './image-inputs.ts';

/** What a git LFS pointer begins with; whole pointers are shorter than 1 KB by their specification. */
const pointerStart = 'version https://git-lfs.github.com/spec/';
const maxPointerBytes = 1024;

/** Gives files the ids that git has for them, and computes the others. */
export class FileIds {
  readonly format: ObjectFormat;
  /** Paths that were computed because git does not know them, as they were asked for. */
  readonly unknownToGit: string[] = [];
  readonly #root: string;
  readonly #known: ReadonlyMap<string, KeyFile>;
  readonly #hasLfs: boolean;

  constructor(root: string, tracked: readonly KeyFile[]) {
    this.#root = root;
    this.#known = new Map(tracked.map((file) => [file.path, file]));
    this.format = tracked[0]?.oid.length === 64 ? 'sha256' : 'sha1';
    this.#hasLfs = tracked.some(({ path }) => /(^|\/)\.gitattributes$/.test(path) && this.#namesLfs(path));
  }

  /** `prefix` leads from the repository's root to where the paths begin: empty, or with a slash at its end. */
  async of(entries: readonly ContextEntry[], prefix: string): Promise<readonly InputFile[]> {
    const found: InputFile[] = [];
    const computed: string[] = [];
    for (const { path, isLink } of entries) {
      const inRepository = prefix + path;
      const known = this.#known.get(inRepository);
      if (known !== undefined) found.push({ path, oid: known.oid, mode: this.#modeOf(known, isLink) });
      else {
        this.unknownToGit.push(path);
        if (isLink)
          found.push({ path, oid: linkId(`${this.#root}/${inRepository}`, this.format), mode: 'link' });
        else computed.push(path);
      }
    }
    const ids = await blobIds(
      computed.map((path) => `${this.#root}/${prefix}${path}`),
      this.format,
    );
    for (const [at, { oid, executable }] of ids.entries()) {
      found.push({ path: computed[at] ?? '', oid, mode: executable ? 'executable' : 'file' });
    }
    return found.sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
  }

  #modeOf({ path, executable }: KeyFile, isLink: boolean): InputFile['mode'] {
    if (isLink) return 'link';
    if (this.#hasLfs && isPointer(`${this.#root}/${path}`)) return 'lfs-pointer';
    return executable ? 'executable' : 'file';
  }

  #namesLfs(path: string): boolean {
    try {
      return readFileSync(`${this.#root}/${path}`, 'utf8').includes('filter=lfs');
    } catch {
      return false; // gone meanwhile
    }
  }
}

/** git gives the pointer's id to the content too, but a build with the one is not a build with the other. */
function isPointer(file: string): boolean {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile() || stat.size > maxPointerBytes) return false;
  const buffer = Buffer.alloc(pointerStart.length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, buffer);
  } finally {
    closeSync(handle);
  }
  return buffer.toString('latin1') === pointerStart;
}
