import { createHash } from 'node:crypto';

/** First line of every comment of Weighbridge's. */
export const marker = '<!-- weighbridge:report -->';

/** Whose report a comment is: stands in its second line, which nobody sees. */
export interface RunLine {
  /** Which of several reports on one pull request: the path of the configuration. */
  readonly key: string;
  /** Run id, digits. */
  readonly run: string;
  readonly attempt: number;
  /** Head that was weighed. */
  readonly head: string;
  /** Of the visible part. */
  readonly digest: string;
}

const maxKeyChars = 512;
const form =
  /^<!-- weighbridge:run key=(\S{1,600}) run=(\d{1,20}) attempt=(\d{1,9}) head=([0-9a-f]{40,64}) digest=([0-9a-f]{64}) -->$/;

/** A whole comment: marker, run line, and what people see. */
export function commentText(line: RunLine, body: string): string {
  const { key, run, attempt, head, digest } = line;
  const fields = `key=${encodedKey(key)} run=${run} attempt=${attempt} head=${head} digest=${digest}`;
  return `${marker}\n<!-- weighbridge:run ${fields} -->\n${body}`;
}

/** Run line (its key still encoded) and visible part of a comment; undefined for a comment that has none. */
export function readComment(text: string): { readonly line: RunLine; readonly visible: string } | undefined {
  const [first, second = '', ...rest] = plain(text).split('\n');
  const [, key, run, attempt, head, digest] = form.exec(second) ?? [];
  if (first !== marker || key === undefined || run === undefined) return undefined;
  if (attempt === undefined || head === undefined || digest === undefined) return undefined;
  return { line: { key, run, attempt: Number(attempt), head, digest }, visible: rest.join('\n') };
}

/**
 * A key as it stands in the run line: `%3E` for `>` and so on, so that it can neither end the comment nor hold a space. One that is very
 * long is told by its digest.
 */
export function encodedKey(key: string): string {
  // By way of bytes, as half a surrogate pair cannot be encoded.
  const encoded = encodeURIComponent(Buffer.from(key, 'utf8').toString('utf8'));
  return encoded.length <= maxKeyChars ? encoded : `sha256:${sha256(key)}`;
}

/** Digest of a visible part; does not change with the line ends that a web form makes. */
export function reportDigest(body: string): string {
  return sha256(plain(body));
}

/** With line feeds only, and nothing at the end: as far as two texts differ in that, they look the same. */
export function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
