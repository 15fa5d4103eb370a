const maxQuotedChars = 80;
// Control characters beyond JSON's own, zero-width and bidirectional marks: they would change how a terminal shows the line.
const invisible = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** Text from a file as it may stand in a message: in quotes, on one line, bounded, nothing invisible in it. */
export function quoted(text: string): string {
  const cut = text.length > maxQuotedChars ? `${text.slice(0, maxQuotedChars)}…` : text;
  return JSON.stringify(cut).replace(
    invisible,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
