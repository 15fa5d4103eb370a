const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A path as text. git's paths are bytes; those that are not UTF-8 are given in git's own quoting
 * (`"caf\351.txt"`, quotes included), which is the same on every machine and loses nothing.
 */
export function pathText(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return quotePath(bytes);
  }
}

/** C-style quoting as `git hash-object --stdin-paths` reads it: safe for line breaks, quotes and any byte. */
export function quotePath(bytes: Uint8Array): string {
  let quoted = '"';
  for (const byte of bytes) {
    if (byte === 0x22 || byte === 0x5c) quoted += `\\${String.fromCharCode(byte)}`;
    else if (byte >= 0x20 && byte < 0x7f) quoted += String.fromCharCode(byte);
    else quoted += `\\${byte.toString(8).padStart(3, '0')}`;
  }
  return `${quoted}"`;
}

/** The pieces of a NUL-separated list; the last NUL ends it. */
export function splitNul(data: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let start = 0;
  for (let end = data.indexOf(0); end !== -1; end = data.indexOf(0, start)) {
    pieces.push(data.subarray(start, end));
    start = end + 1;
  }
  if (start < data.length) pieces.push(data.subarray(start));
  return pieces;
}

/** Orders by UTF-16 units, the same on every machine (git orders by bytes, and folders otherwise than files). */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
