import { isUtf8 } from 'node:buffer';
import { explainBadJson } from './bad-json.ts';
import { type CheckedRow, checkRow } from './row-check.ts';

/**
 * One line as a row, or why it is none; undefined for a line of spaces only.
 *
 * @param cut whether the file ends within this line, without a line break
 */
export function readRowLine(line: Buffer, cut: boolean): CheckedRow | undefined {
  if (!isUtf8(line)) return { ok: false, mistakes: ['not valid UTF-8'] };
  const text = line.toString('utf8').trim();
  if (text === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const why = cut
      ? 'the file ends in the middle of a line; was the evaluation killed?'
      : explainBadJson(text);
    return { ok: false, mistakes: [why] };
  }
  return checkRow(value);
}
