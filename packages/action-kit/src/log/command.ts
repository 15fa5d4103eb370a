/**
 * A workflow command as the runner reads it from a line of the log: `::name key=value,…::data`. What would end the line,
 * a property or the list of them is escaped; properties without a value are left out.
 */
export function command(
  name: string,
  data: string,
  properties: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const list = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [`${key}=${escapeProperty(String(value))}`],
  );
  return `::${name}${list.length > 0 ? ` ${list.join(',')}` : ''}::${escapeData(data)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
