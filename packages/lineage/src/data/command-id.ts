import { Failure } from '@weighbridge/contract';
import { type DataId, knownData } from './data-id.ts';

const maxIdChars = 500;

/**
 * The id that an `id_from` command printed: one line of 1 to 500 visible characters. The caller runs the command. Throws a
 * `config` failure for anything else: an id that is guessed would make two models look like one.
 */
export function commandDataId(stdout: Uint8Array, command: string): DataId {
  const fail = (what: string) =>
    new Failure('config', `\`id_from\` (${command}): expected one line that names the data, found ${what}`);
  if (stdout.byteLength > maxIdChars * 8) throw fail(`${stdout.byteLength.toLocaleString('en')} bytes`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(stdout).trim();
  } catch {
    throw fail('bytes that are not UTF-8');
  }
  if (text === '') throw fail('nothing');
  if (/[\n\r\u0085\u2028\u2029]/.test(text)) throw fail('several lines');
  if (text.length > maxIdChars) throw fail(`${text.length} characters`);
  // Characters that do not show make two ids look like one.
  if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(text)) throw fail('characters that do not show');
  return knownData('command', `id:${text}`, `printed by ${command}`);
}
