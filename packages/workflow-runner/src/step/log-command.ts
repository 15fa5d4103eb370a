/** `::error file=app.js,line=1::Missing`: what a line of output tells the runner. */
export interface LogCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The command of a line; undefined for a line that is only to be shown. */
export function logCommandOf(line: string): LogCommand | undefined {
  const [, name, listed = '', message = ''] = /^\s*::([\w-]+)(?:\s+(.*?))?::(.*)$/s.exec(line) ?? [];
  if (name === undefined) return undefined;
  const pairs = listed.split(',').flatMap((pair): [string, string][] => {
    const equals = pair.indexOf('=');
    return equals < 1 ? [] : [[pair.slice(0, equals).trim(), decoded(pair.slice(equals + 1))]];
  });
  return { name: name.toLowerCase(), properties: Object.fromEntries(pairs), message: decoded(message) };
}

function decoded(text: string): string {
  const codes: Readonly<Record<string, string>> = { '25': '%', '0D': '\r', '0A': '\n', '3A': ':', '2C': ',' };
  return text.replace(/%(25|0D|0A|3A|2C)/gi, (_, code: string) => codes[code.toUpperCase()] ?? '');
}
