/** As long as the lines of commands are cut to: a log is read by people. */
const maxLineChars = 65_536;

/** All but tabs and the colours of a terminal, which the log's page shows as colours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]|\u001b(?!\[[0-9;]*m)/g;

/**
 * Text as lines of the log that the runner takes for nothing but text. It ends a line at `\r` and `\n`, and takes for a
 * command what begins with `::` after blanks, or has `##[` anywhere; it compares as people do, so that characters which
 * cannot be seen may stand in between.
 */
export function plainLines(text: string): readonly string[] {
  return rawLines(text).map((line) => line.replace(/^(\s*)::/u, '$1\u2236:').replaceAll('##[', '#\u200b#['));
}

/** Text as lines without what a person cannot see; for a place where the runner takes no commands. */
export function rawLines(text: string): readonly string[] {
  return text
    .replace(/\r?\n$/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => (line.length > maxLineChars ? `${line.slice(0, maxLineChars)}… (line cut)` : line))
    .map((line) => line.replace(controls, '\ufffd'));
}
