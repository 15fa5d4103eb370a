/** Words as one line that a POSIX shell takes apart again as they were; the shell is replaced by the program. */
export function shellLine(words: readonly string[]): string {
  return `exec ${words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ')}`;
}
