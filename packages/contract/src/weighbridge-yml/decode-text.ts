import { Failure, type Where } from '../failure.ts';

/** Larger than any policy that people write; refused by size before anything is parsed. */
const maxPolicyBytes = 1_048_576;

/** The text of a policy file: UTF-8, a byte order mark taken off. Throws a `config` failure for anything else. */
export function decodePolicyText(file: string, bytes: Uint8Array): string {
  if (bytes.byteLength > maxPolicyBytes) {
    const mebibytes = (bytes.byteLength / 1_048_576).toFixed(1);
    throw refused(`the file is ${mebibytes} MiB: expected at most 1 MiB`, { file });
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw refused('the file is UTF-16 text: save it as UTF-8', { file, line: 1, column: 1 });
  }
  const bad = firstBadByte(bytes);
  if (bad !== undefined) {
    // As a stream: the first bytes of a broken character are no text before it.
    const before = new TextDecoder('utf-8').decode(bytes.subarray(0, bad), { stream: true });
    throw refused('the file is not UTF-8 from here on: save it as UTF-8', { file, ...lineAndColumn(before) });
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.exec(text);
  if (control !== null) {
    const code = control[0].charCodeAt(0).toString(16).padStart(4, '0').toUpperCase();
    throw refused(`the control character U+${code} is not allowed here`, {
      file,
      ...lineAndColumn(text.slice(0, control.index)),
    });
  }
  return text;
}

/** Place of the first byte that UTF-8 does not allow; found by halving, since a good prefix stays good. */
function firstBadByte(bytes: Uint8Array): number | undefined {
  if (isUtf8(bytes, false)) {
    return undefined;
  }
  let good = 0;
  let bad = bytes.byteLength;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (isUtf8(bytes.subarray(0, middle), true)) {
      good = middle;
    } else {
      bad = middle;
    }
  }
  return good;
}

function isUtf8(bytes: Uint8Array, more: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: more });
    return true;
  } catch {
    return false;
  }
}

function lineAndColumn(before: string): { line: number; column: number } {
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: before.length - lastBreak };
}

function refused(message: string, where: Where): Failure {
  return new Failure('config', message, { where });
}
