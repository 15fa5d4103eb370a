import { distance } from 'fastest-levenshtein';

/** The known name that was probably meant: one edit away, or two in a name of five letters or more. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const lower = written.toLowerCase().replaceAll('-', '_');
  let best: string | undefined;
  let fewest = Math.min(3, Math.max(2, Math.ceil(written.length / 2)));
  for (const name of known) {
    const edits = distance(lower, name);
    if (edits < fewest) {
      best = name;
      fewest = edits;
    }
  }
  return best;
}
