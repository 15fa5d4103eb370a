/** Text that a reader would take for something else than text: a number, a constant, a date, a list, or nothing. */
const ambiguous =
  /^(?:[-+]?[.\d].*|[-+]?\.?(?:inf|infinity|nan)|true|false|null|~|)$|^[\s"'[{]|\s$|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/iu;

/** One text for one scalar, whatever the file's format: `0.001`, `true`, `adam`, `"7"` (text that looks like a number). */
export function scalarText(value: unknown): string {
  if (typeof value === 'string') return ambiguous.test(value) ? JSON.stringify(value) : value;
  if (value instanceof Date) return value.toISOString();
  return String(value);
}
