/**
 * Takes secrets out of what git says: the token as it is and as the header carries it, and what stands before the `@` of
 * a URL. Control characters go too, because a remote's words end up in terminals and logs.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) if (secret !== '') clean = clean.replaceAll(secret, '***');
  return clean.replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^/\s@]+@/gi, '$1***@').replace(controlCharacters, '');
}

// Everything below space but tab and line feed, DEL, and the C1 range.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed.
const controlCharacters = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** The forms in which a token can come back in a message. */
export function secretForms(token: string | undefined): readonly string[] {
  if (token === undefined || token === '') return [];
  return [token, encodeURIComponent(token), basicCredentials(token)];
}

/** `x-access-token` is the user name that GitHub takes with any kind of token; other servers ignore it. */
export function basicCredentials(token: string): string {
  return Buffer.from(`x-access-token:${token}`).toString('base64');
}
