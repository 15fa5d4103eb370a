/** What GitHub's runner makes of a step's log: the commands it obeys, and the lines it shows. */
export interface RunnerView {
  readonly commands: readonly { readonly name: string; readonly data: string; readonly properties: string }[];
  readonly shown: readonly string[];
}

const known =
  /^(?:add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|notice|remove-matcher|save-state|set-env|set-output|stop-commands|warning)$/i;

/** Reads a log by the runner's rules (its ActionCommand and ActionCommandManager), in both of its syntaxes. */
export function readAsRunner(log: string): RunnerView {
  const commands: RunnerView['commands'][number][] = [];
  const shown: string[] = [];
  let token: string | undefined;
  const isKnown = (name: string): boolean => known.test(name) || name.toLowerCase() === token?.toLowerCase();
  for (const line of log.split(/\r\n|\r|\n/)) {
    const found = parse(line, isKnown);
    if (found === undefined) shown.push(line);
    else if (token !== undefined) {
      if (found.name.toLowerCase() === token.toLowerCase()) token = undefined;
      else shown.push(line);
    } else if (found.name === 'stop-commands') token = found.data;
    else commands.push(found);
  }
  if (shown.at(-1) === '') shown.pop();
  return { commands, shown };
}

type Command = RunnerView['commands'][number];

function parse(line: string, isKnown: (name: string) => boolean): Command | undefined {
  return parseNew(line.replace(/^[\s\u0085]+/u, ''), isKnown) ?? parseOld(line, isKnown);
}

function parseNew(line: string, isKnown: (name: string) => boolean): Command | undefined {
  const end = line.startsWith('::') ? line.indexOf('::', 2) : -1;
  return end === -1 ? undefined : commandOf(line.slice(2, end), line.slice(end + 2), isKnown);
}

function parseOld(line: string, isKnown: (name: string) => boolean): Command | undefined {
  const begin = line.indexOf('##[');
  const end = begin === -1 ? -1 : line.indexOf(']', begin);
  return end === -1 ? undefined : commandOf(line.slice(begin + 3, end), line.slice(end + 1), isKnown);
}

function commandOf(info: string, data: string, isKnown: (name: string) => boolean): Command | undefined {
  const [name = '', ...properties] = info.split(' ');
  return isKnown(name) ? { name, properties: properties.join(' '), data: unescaped(data) } : undefined;
}

function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

/** Reads a file of outputs or state by the runner's rules; later values of a name win. */
export function readValues(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(line) ?? [];
    if (name === undefined || delimiter === undefined) throw new Error(`no heredoc: ${line}`);
    const end = lines.indexOf(delimiter, at + 1);
    if (end === -1) throw new Error(`the delimiter of ${name} does not come`);
    values[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return values;
}
