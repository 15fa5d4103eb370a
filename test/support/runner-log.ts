/** A workflow command that the runner takes from a line of a step's log. */
export interface LogCommand {
  readonly name: string;
  readonly data: string;
}

const known =
  /^(?:add-mask|add-path|add-matcher|remove-matcher|debug|echo|endgroup|error|group|notice|save-state|set-env|set-output|stop-commands|warning|internal-set-repo-path)$/i;

/**
 * The commands of a log, as the runner finds them: `::name …::data` after blanks, `##[name …]data` anywhere, and none between
 * `::stop-commands::TOKEN` and `::TOKEN::`.
 */
export function commandsOf(log: string): readonly LogCommand[] {
  const found: LogCommand[] = [];
  let stopped: string | undefined;
  for (const line of log.split(/\r\n|\r|\n/)) {
    const [, word = '', data = ''] =
      /^\s*::([^:\s]+)(?:\s[^:]*)?::(.*)$/.exec(line) ?? /##\[([^\]\s]+)[^\]]*\](.*)/.exec(line) ?? [];
    if (word === '') continue;
    if (stopped !== undefined) {
      if (word.toLowerCase() === stopped.toLowerCase()) stopped = undefined;
      continue;
    }
    if (!known.test(word)) continue;
    found.push({ name: word.toLowerCase(), data });
    if (word.toLowerCase() === 'stop-commands') stopped = data;
  }
  return found;
}
