import { maxBytesOf, maxRunBytes, maxRunFiles } from './limits.ts';

/** A file of a stored run before anything of it is trusted. */
export interface ContentEntry {
  readonly path: string;
  readonly kind: 'file' | 'program' | 'symbolic link' | 'folder' | 'submodule' | 'special file';
  /** Undefined for what is not a file. */
  readonly bytes: number | undefined;
}

/** The files of a stored run, wherever it lives. */
export interface RunContent {
  readonly entries: readonly ContentEntry[];
  /** The whole of a file; at most `maxBytes`, which its entry was checked against. */
  read(path: string, maxBytes: number): Promise<Uint8Array>;
  open(path: string): AsyncIterable<Uint8Array>;
}

const rowsFilePattern = /^rows(?:\.[a-z0-9][a-z0-9_-]*)*\.jsonl\.gz$/;
const documents: ReadonlySet<string> = new Set(['evidence.json', 'manifest.json', 'verdict.json']);

/** What is wrong with the list of files, as the middle of a sentence; undefined if nothing is. */
export function entriesFault(entries: readonly ContentEntry[]): string | undefined {
  if (entries.length > maxRunFiles) return `it has ${entries.length} files, more than ${maxRunFiles}`;
  let total = 0;
  for (const { path, kind, bytes } of entries) {
    if (!documents.has(path) && !rowsFilePattern.test(path))
      return `it holds ${shown(path)}, which is no part of a run`;
    if (kind !== 'file' || bytes === undefined) return `${path} is a ${kind}, not a plain file`;
    if (bytes > maxBytesOf(path)) return `${path} has ${bytes} bytes, more than ${maxBytesOf(path)}`;
    total += bytes;
  }
  if (total > maxRunBytes) return `its files have ${total} bytes together, more than ${maxRunBytes}`;
  for (const path of ['evidence.json', 'manifest.json']) {
    if (!entries.some((entry) => entry.path === path)) return `${path} is missing`;
  }
  return undefined;
}

/** What differs between the rows files that are there and those that the evidence names; undefined if nothing does. */
export function filesFault(
  entries: readonly ContentEntry[],
  named: readonly { readonly path: string; readonly bytes: number }[],
): string | undefined {
  const sizes = new Map(named.map(({ path, bytes }) => [path, bytes]));
  if (sizes.size !== named.length) return 'its evidence names a file twice';
  const there = entries.filter(({ path }) => !documents.has(path));
  const extra = there.find(({ path }) => !sizes.has(path));
  if (extra !== undefined) return `it holds ${shown(extra.path)}, which its evidence does not name`;
  for (const { path, bytes } of named) {
    const entry = there.find((other) => other.path === path);
    if (entry === undefined) return `${shown(path)} is missing, which its evidence names`;
    if (entry.bytes !== bytes)
      return `${path} has ${entry.bytes} bytes and not the ${bytes} that its evidence says`;
  }
  return undefined;
}

/** An untrusted name for a message: quoted, short, ASCII. */
function shown(path: string): string {
  return JSON.stringify(path.slice(0, 80)).replace(/[^\x20-\x7e]/g, '?');
}
