/**
 * Notes when the first line of each kind came.
 *
 * @param {Record<string, (line: string) => boolean>} marks kinds of lines by name
 * @param {number} startedAt on the clock of `performance`
 */
export function lineClock(marks, startedAt) {
  const open = new Map(Object.entries(marks));
  const seconds = {};
  let rest = '';
  return {
    /** Seconds by the names of marks that were met. */
    seconds,
    /** Takes what was just written. */
    read(chunk) {
      if (open.size === 0) return;
      const now = performance.now();
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        for (const [name, matches] of open) {
          if (!matches(line)) continue;
          seconds[name] = (now - startedAt) / 1_000;
          open.delete(name);
        }
      }
    },
  };
}
