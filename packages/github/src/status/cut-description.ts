/** GitHub refuses a longer description; its own description of the API does not say so. */
export const maxDescriptionChars = 140;

/** As much of the text as a status takes, on one line, with `…` where something is left out. Never half a surrogate pair. */
export function cutDescription(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= maxDescriptionChars) return line;
  const cut = line.slice(0, maxDescriptionChars - 1);
  const whole = /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
  return `${whole.trimEnd()}…`;
}
