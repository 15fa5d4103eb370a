/** One line of `git status --porcelain=v2 -z`. */
export interface StatusEntry {
  readonly path: Uint8Array;
  readonly tracked: boolean;
  /** Whether the working tree differs from the index here (new files do). */
  readonly inWorkTree: boolean;
  /** The file's mode in the working tree as git sees it; undefined for files that are not tracked. */
  readonly mode: string | undefined;
}

/** Fields of an entry before its path, by its first character: ordinary, unmerged, untracked. */
const fieldsBefore: Readonly<Record<string, number>> = { '1': 8, u: 10, '?': 1 };

/** Reads the entries; renames are not asked for, so every entry is one piece. */
export function parseStatus(pieces: readonly Uint8Array[]): readonly StatusEntry[] {
  return pieces.flatMap((piece): readonly StatusEntry[] => {
    const kind = String.fromCharCode(piece[0] ?? 0);
    const count = fieldsBefore[kind];
    if (count === undefined) return [];
    const start = afterSpaces(piece, count);
    const fields = Buffer.from(piece.subarray(0, start)).toString('latin1').split(' ');
    const path = piece.subarray(start);
    if (kind === '?') return [{ path, tracked: false, inWorkTree: true, mode: undefined }];
    const inWorkTree = kind === 'u' || fields[1]?.[1] !== '.';
    return [{ path, tracked: true, inWorkTree, mode: kind === 'u' ? fields[6] : fields[5] }];
  });
}

function afterSpaces(piece: Uint8Array, count: number): number {
  let at = 0;
  for (let seen = 0; seen < count; seen += 1) at = piece.indexOf(0x20, at) + 1;
  return at;
}
