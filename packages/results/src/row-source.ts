import { createReadStream } from 'node:fs';

/** Where rows come from. The ending of the name decides the format: `.jsonl` or `.csv`, each also with `.gz`. */
export interface RowSource {
  /** For messages, as the reader knows the file. */
  readonly name: string;
  /** Starts from the first byte; may be called again. */
  open(): AsyncIterable<Uint8Array>;
}

export type RowFormat = 'jsonl' | 'csv';

const readBytes = 512 * 1024;

/** A file on disk; `name` is what messages call it. */
export function fileSource(path: string, name: string = path): RowSource {
  return { name, open: () => createReadStream(path, { highWaterMark: readBytes }) };
}

/** Bytes that are at hand, or that a function delivers anew each time. */
export function bytesSource(
  name: string,
  chunks: Uint8Array | Iterable<Uint8Array> | (() => AsyncIterable<Uint8Array>),
): RowSource {
  if (typeof chunks === 'function') return { name, open: chunks };
  const list = chunks instanceof Uint8Array ? [chunks] : [...chunks];
  return {
    name,
    open: async function* () {
      yield* list;
    },
  };
}

/** The format that a name's ending says; undefined where it says none. */
export function formatOf(name: string): RowFormat | undefined {
  const plain = name.toLowerCase().replace(/\.gz$/, '');
  if (plain.endsWith('.csv')) return 'csv';
  return plain.endsWith('.jsonl') || plain.endsWith('.ndjson') ? 'jsonl' : undefined;
}
