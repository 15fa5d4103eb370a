import { distance } from 'fastest-levenshtein';

/** The known name that was probably meant: at most two edits away, and less than half of the name. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const lower = written.toLowerCase().replaceAll('-', '_');
  let best: string | undefined;
  let fewest = Math.min(3, Math.ceil(written.length / 2));
  for (const name of known) {
    const edits = distance(lower, name);
    if (edits < fewest) {
      best = name;
      fewest = edits;
    }
  }
  return best;
}
